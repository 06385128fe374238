// A page of AngularJS: keeps the token of Flask-Security in the session's storage and sends it in a header.
// oxlint-disable promise/always-return -- nobody wrote their $http otherwise
const { host, login } = Object.fromEntries(new URLSearchParams(location.search))

angular.module('client', []).controller('session', function ($scope, $http, $window) {
  $scope.formdata = {}

  $scope.login = function () {
    const { email, password } = $scope.formdata
    $http.post(host + login, { email: email, password: password }).then(function (results) {
      $window.sessionStorage.token = results.data.response.user.authentication_token
      $scope.answer = 'signed in'
    }, refused)
  }

  $scope.visit = function () {
    if ($window.sessionStorage.getItem('token')) {
      $http.defaults.headers.common['Authentication-Token'] = $window.sessionStorage.token
    }
    $http.get(host + '/protected').then(function (results) {
      $scope.answer = results.data.message
    }, refused)
  }

  function refused(results) {
    $scope.answer = 'refused: ' + results.status
  }
})
