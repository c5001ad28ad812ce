/** The server answered a request with a result code other than success. */
export class LdapRefusal extends Error {
  override readonly name = 'LdapRefusal'
  /** RFC 4511 result code. */
  readonly resultCode: number
  /** Diagnostic text of the server; AD begins it with a Win32 code of 8 hexadecimal digits. */
  readonly text: string

  constructor(resultCode: number, text: string) {
    super(`LDAP result ${resultCode}: ${text}`)
    this.resultCode = resultCode
    this.text = text
  }
}

export type TransportTrouble = 'unreachable' | 'not-trusted' | 'wrong-host' | 'silent' | 'lost'

/** The request or its answer did not get through. */
export class TransportError extends Error {
  override readonly name = 'TransportError'
  readonly trouble: TransportTrouble
  /** Whether the request had been handed to the network, so that the server may have acted on it. */
  readonly sent: boolean

  constructor(
    trouble: TransportTrouble,
    message: string,
    options: { readonly sent: boolean; readonly cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.trouble = trouble
    this.sent = options.sent
  }
}
