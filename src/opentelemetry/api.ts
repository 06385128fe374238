// The part of the package `@opentelemetry/api` that is used, described here so that its types need not be there.

/** What a span says of the work. */
export interface OtelSpan {
  setAttribute(key: string, value: string | number | boolean): unknown
  setStatus(status: { readonly code: number }): unknown
  updateName(name: string): unknown
  isRecording(): boolean
  end(): void
}

export interface OtelTracer {
  startSpan(
    name: string,
    options?: {
      readonly kind?: number
      readonly attributes?: Readonly<Record<string, string | number | boolean>>
    },
    context?: OtelContext,
  ): OtelSpan
}

/** Opaque: made and read by the package. */
export interface OtelContext {
  getValue(key: symbol): unknown
}

/** The package's exports, as far as they are used. */
export interface OtelApi {
  readonly trace: {
    getTracer(name: string): OtelTracer
    getSpan(context: OtelContext): OtelSpan | undefined
    setSpan(context: OtelContext, span: OtelSpan): OtelContext
  }
  readonly context: {
    active(): OtelContext
    with<Result>(context: OtelContext, work: () => Result): Result
  }
  readonly propagation: {
    extract(context: OtelContext, carrier: object): OtelContext
  }
}

/** `SpanKind.SERVER` */
export const server = 1
/** `SpanStatusCode.ERROR` */
export const failed = 2
