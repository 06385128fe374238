// A page of Angular with a service for each of the systems, as their clients have them; compiled in the page.
// oxlint-disable-next-line import/no-unassigned-import -- its effect is that Angular can compile here
import '@angular/compiler'
import { HttpClient, HttpHeaders, HttpParams, provideHttpClient } from '@angular/common/http'
import { Component, inject, Injectable, signal } from '@angular/core'
import { bootstrapApplication } from '@angular/platform-browser'
import { map, of, switchMap, tap } from 'rxjs'

const { host, service } = Object.fromEntries(new URLSearchParams(location.search))

class FlaskSecurity {
  http = inject(HttpClient)

  signIn(email, password) {
    return this.http
      .post(`${host}/login`, { email, password }, { params: { include_auth_token: '' } })
      .pipe(
        tap(({ response }) => sessionStorage.setItem('token', response.user.authentication_token)),
      )
  }

  visit() {
    const headers = new HttpHeaders().set('Authentication-Token', sessionStorage.getItem('token'))
    return this.http.get(`${host}/protected`, { headers }).pipe(map(({ message }) => message))
  }
}
Injectable({ providedIn: 'root' })(FlaskSecurity)

class Twopi {
  http = inject(HttpClient)

  signIn(username, password) {
    return this.#post('login', { username, password })
  }

  visit() {
    return this.#valid().pipe(
      switchMap((token) =>
        this.http.post(`${host}/api/v1/protected`, null, {
          headers: { Authorization: `Bearer ${token}` },
          responseType: 'text',
        }),
      ),
    )
  }

  #valid() {
    const { token, refreshToken } = localStorage
    const { exp } = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))
    if (exp > Date.now() / 1000) return of(token)
    return this.#post('renew', { refreshToken }).pipe(map((renewed) => renewed.token))
  }

  #post(path, fromObject) {
    return this.http
      .post(`${host}/api/v1/${path}`, new HttpParams({ fromObject }))
      .pipe(tap((tokens) => Object.assign(localStorage, tokens)))
  }
}
Injectable({ providedIn: 'root' })(Twopi)

class BasicToken {
  http = inject(HttpClient)

  signIn(username, password) {
    return this.#get('token', username, password).pipe(
      tap(({ token }) => sessionStorage.setItem('token', token)),
    )
  }

  visit() {
    return this.#get('protected-resource', sessionStorage.getItem('token'), 'blank').pipe(
      map(({ data }) => data),
    )
  }

  #get(path, name, password) {
    const headers = { Authorization: `Basic ${btoa(`${name}:${password}`)}` }
    return this.http.get(`${host}/${path}`, { headers })
  }
}
Injectable({ providedIn: 'root' })(BasicToken)

const services = { FlaskSecurity, Twopi, BasicToken }

class Client {
  service = inject(services[service])
  answer = signal('')

  login(name, password) {
    this.show(this.service.signIn(name, password).pipe(map(() => 'signed in')))
  }

  visit() {
    this.show(this.service.visit())
  }

  show(answers) {
    answers.subscribe({
      next: (answer) => this.answer.set(answer),
      error: ({ status }) => this.answer.set(`refused: ${status}`),
    })
  }
}
Component({
  selector: 'app-client',
  template: `
    <input #email name="email" /><input #password name="password" type="password" />
    <button id="login" (click)="login(email.value, password.value)">Sign in</button>
    <button id="visit" (click)="visit()">Visit</button>
    <output>{{ answer() }}</output>
  `,
})(Client)

await bootstrapApplication(Client, { providers: [provideHttpClient()] })
