import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, type ContextManager, context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

/** What is current for whatever was begun in it. */
const contextManager = (): ContextManager => {
  const current = new AsyncLocalStorage<Context>()
  const manager: ContextManager = {
    active: () => current.getStore() ?? ROOT_CONTEXT,
    with: (own, work, self, ...given) => current.run(own, () => work.call(self, ...given)),
    bind: (_context, target) => target,
    enable: () => manager,
    disable: () => manager,
  }
  return manager
}

const PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/

export interface RecordedSpans {
  /** Those that have ended, in the order in which they did. */
  all(): readonly ReadableSpan[]
  /** Names of the spans above one, from the nearest. */
  above(span: ReadableSpan): readonly string[]
}

/** What whoever runs the service would bring: an SDK that keeps spans in memory, and takes over the trace of a request. Once in a process. */
export const recordSpans = (): RecordedSpans => {
  const exporter = new InMemorySpanExporter()
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }))
  context.setGlobalContextManager(contextManager())
  // https://www.w3.org/TR/trace-context/#traceparent-header
  propagation.setGlobalPropagator({
    inject: () => undefined,
    fields: () => ['traceparent'],
    extract(own, carrier, getter) {
      const [, traceId, spanId] = PARENT.exec(String(getter.get(carrier, 'traceparent'))) ?? []
      return traceId && spanId ? trace.setSpanContext(own, { traceId, spanId, traceFlags: 1, isRemote: true }) : own
    },
  })
  const all = (): readonly ReadableSpan[] => exporter.getFinishedSpans()
  const above = (span: ReadableSpan): readonly string[] => {
    const parent = all().find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId)
    return parent ? [parent.name, ...above(parent)] : []
  }
  return { all, above }
}
