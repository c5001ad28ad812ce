import { pino } from 'pino'
import { asFault } from '../model/fault.ts'
import { redact } from '../model/secret.ts'

/**
 * What a line of the log may say. There is no field for names, messages of faults, bodies or addresses of pages: whoever may read logs need not know
 * whom the organisation hires or dismisses. `person` is an employeeId.
 */
export interface LogFields {
  readonly request?: string
  readonly trace?: string
  readonly source?: string
  readonly feed?: string
  readonly person?: string
  readonly run?: string
  readonly work?: string
  readonly playbook?: string
  readonly kind?: string
  readonly outcome?: string
  readonly why?: string
  readonly code?: string
  readonly title?: string
  readonly route?: string
  readonly method?: string
  readonly status?: number
  readonly ms?: number
  readonly count?: number
  readonly address?: string
  readonly until?: string
}

export interface ServiceLog {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

export interface LogOptions {
  readonly level: 'error' | 'info' | 'debug'
  readonly now: () => number
  /** Takes one line without its end. */
  readonly write: (line: string) => void
}

/** A log of JSON lines: `{"level":"info","time":"…","event":"run.ended",…}`. */
export const openLog = ({ level, now, write }: LogOptions): ServiceLog => {
  const log = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line) => write(redact(line.trimEnd())) },
  )
  return {
    debug: (event, fields = {}) => log.debug(fields, event),
    info: (event, fields = {}) => log.info(fields, event),
    warn: (event, fields = {}) => log.warn(fields, event),
    error: (event, fields = {}) => log.error(fields, event),
  }
}

/** What may be said of something that was thrown: titles hold no values, messages do. */
export const faultFields = (thrown: unknown): Required<Pick<LogFields, 'code' | 'title'>> => {
  const { code, title } = asFault(thrown)
  return { code, title }
}
