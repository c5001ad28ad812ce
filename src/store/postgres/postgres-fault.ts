import { Fault } from '../../model/fault.ts'

/** During what a call failed: `opening` before the first answer of the database, or with a run whose record could not be made. */
export interface Circumstances {
  readonly source: string
  readonly opening?: boolean
  readonly run?: string | undefined
}

/** What a code of PostgreSQL means. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const WHY: { readonly [code: string]: string } = {
  '25006': 'it may only be read, as a standby',
  '40P01': 'another process was in the way',
  '42501': 'this user has no right to do that',
  '53100': 'the disk of the server is full',
  '53200': 'the server is out of memory',
  '53300': 'the server takes no more connections',
  '55P03': 'another process holds it',
  '57014': 'the server cancelled it',
  '57P01': 'the server is shutting down',
  '57P03': 'the server is starting or shutting down',
}

const DAMAGED: ReadonlySet<string> = new Set(['XX001', 'XX002', '42P01', '42703', '42P07', '3F000'])
const SIGN_IN: ReadonlySet<string> = new Set(['28P01', '28000'])
/** OpenSSL's and Node's words for a certificate that is not trusted. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE = /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH)/
const NO_TLS = /does not support SSL/i

interface Failure {
  readonly code: string
  readonly text: string
  /** Whether the server said it, and not the connection. */
  readonly said: boolean
}

const failureOf = (thrown: unknown): Failure => {
  const { code, message, severity, errors } = thrown as Partial<Error> & {
    code?: unknown
    severity?: unknown
    errors?: readonly Error[]
  }
  return {
    code: typeof code === 'string' ? code : '',
    text: message || errors?.[0]?.message || String(thrown),
    said: severity !== undefined,
  }
}

/** Whether the connection broke, or the server ended it; what was asked may have been done all the same. */
export const isBroken = (thrown: unknown): boolean => {
  if (thrown instanceof Fault || thrown instanceof RangeError || thrown instanceof TypeError) return false
  const { code, said } = failureOf(thrown)
  return !said || /^(?:08|57P0)/.test(code)
}

const whyOpening = ({ code, text, said }: Failure, source: string, cause: unknown): Fault | null => {
  if (SIGN_IN.has(code)) return new Fault('state/sign-in-refused', { server: source, why: text }, { cause })
  if (code === '3D000') return new Fault('state/no-database', { server: source }, { cause })
  if (CERTIFICATE.test(code) || NO_TLS.test(text))
    return new Fault('state/not-trusted', { server: source, why: text }, { cause })
  if (said && !/^(?:08|53|57P0)/.test(code)) return null
  return new Fault('state/unreachable', { server: source, why: WHY[code] ?? text }, { cause })
}

/** What a failed call of the database means. A fault passes through. */
export const postgresFault = (thrown: unknown, { source, opening = false, run }: Circumstances): Fault => {
  if (thrown instanceof Fault) return thrown
  const failure = failureOf(thrown)
  const opened = opening ? whyOpening(failure, source, thrown) : null
  if (opened) return opened
  const { code, text } = failure
  const why = WHY[code] ?? text
  if (code === '42501') return new Fault('state/no-right', { server: source, why: text, run }, { cause: thrown })
  if (DAMAGED.has(code)) return new Fault('run/journal-corrupt', { file: source, why: text }, { cause: thrown })
  return new Fault('run/journal-not-writable', { server: source, file: source, why, run }, { cause: thrown })
}
