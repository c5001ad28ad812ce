/** One way in which Graph refuses a request. `{name}` in the message is filled in. */
export interface GraphError {
  readonly status: number
  readonly code: string
  readonly message: string
}

export const bad = (message: string): GraphError => ({ status: 400, code: 'Request_BadRequest', message })
export const malformed = (message: string): GraphError => ({ status: 400, code: 'BadRequest', message })
export const unsupported = (message: string): GraphError => ({ status: 400, code: 'Request_UnsupportedQuery', message })
export const unauthorised = (message: string): GraphError => ({
  status: 401,
  code: 'InvalidAuthenticationToken',
  message,
})
export const missing = (message: string): GraphError => ({ status: 404, code: 'Request_ResourceNotFound', message })
export const denied: GraphError = {
  status: 403,
  code: 'Authorization_RequestDenied',
  message: 'Insufficient privileges to complete the operation.',
}
