/** Codes of connections that did not come about. https://nodejs.org/api/errors.html#common-system-errors */
const nobodyThere = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])
/** System calls before anything is sent; the same codes from `read` or `write` say nothing about what has arrived. */
const connecting = new Set(['connect', 'getaddrinfo'])

/** The system's error behind an error; fetch wraps the cause, and Node wraps the attempts at several addresses into one. */
const systemError = (error: unknown): { readonly code: string; readonly syscall?: unknown } | undefined => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof AggregateError) return systemError(at.errors[0])
    if ('code' in at && typeof at.code === 'string')
      return { code: at.code, ...('syscall' in at ? { syscall: at.syscall } : {}) }
  }
  return undefined
}

export const systemCode = (error: unknown): string | undefined => systemError(error)?.code

/**
 * Why a connection did not come about, so that nothing can have been sent and trying again soon is of little use; null where it broke later
 * or nothing is known.
 */
export const whyNoConnection = (error: unknown): 'certificate' | 'nobody-there' | null => {
  const found = systemError(error)
  if (!found) return null
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(found.code)) return 'certificate'
  if (found.code === 'UND_ERR_CONNECT_TIMEOUT') return 'nobody-there'
  return nobodyThere.has(found.code) && connecting.has(String(found.syscall)) ? 'nobody-there' : null
}

export const certificateAdvice =
  'The certificate of the server is not trusted. If a proxy of your organisation inspects traffic, name its CA in the environment variable NODE_EXTRA_CA_CERTS.'

/** The message of what caused an error in the first place. */
export const deepestText = (error: unknown): string => {
  let text = ''
  for (let at: unknown = error; at instanceof Error; at = at.cause) text = at.message || text
  return text || String(error)
}
