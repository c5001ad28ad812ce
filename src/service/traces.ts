import { type Attributes, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { asFault } from '../model/fault.ts'

/** Spans through the API alone: without an SDK, which whoever runs the service brings along, they cost nothing and go nowhere. */
export interface Traces {
  /** A span around some work; what happens in it becomes part of it. */
  around<T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>, kind?: SpanKind): Promise<T>
  /** A span that somebody else ends, as part of another one. */
  within(parent: Span, name: string, attributes: Attributes): Span
}

/** https://opentelemetry.io/docs/specs/otel/trace/api/ */
export const openTraces = (): Traces => {
  const tracer = trace.getTracer('joinery')
  return {
    around: (name, attributes, work, kind = SpanKind.INTERNAL) =>
      tracer.startActiveSpan(name, { attributes, kind }, async (span) => {
        try {
          return await work(span)
        } catch (thrown) {
          markFailed(span, asFault(thrown).code)
          throw thrown
        } finally {
          span.end()
        }
      }),
    within: (parent, name, attributes) =>
      tracer.startSpan(name, { attributes }, trace.setSpan(context.active(), parent)),
  }
}

/** The code alone: messages name people. */
export const markFailed = (span: Span, code: string): void => {
  span.setAttribute('error.type', code)
  span.setStatus({ code: SpanStatusCode.ERROR })
}
