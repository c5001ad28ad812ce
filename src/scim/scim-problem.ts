/** Keywords of RFC 7644. https://www.rfc-editor.org/rfc/rfc7644#section-3.12 */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'

export type ScimStatus = 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 421 | 429 | 500 | 501 | 503

/** Why a request is not done, as its sender is told. */
export class ScimProblem extends Error {
  readonly status: ScimStatus
  readonly scimType: ScimType | undefined

  constructor(status: ScimStatus, detail: string, scimType?: ScimType) {
    super(detail)
    this.status = status
    this.scimType = scimType
  }
}

export const invalidValue = (detail: string): ScimProblem => new ScimProblem(400, detail, 'invalidValue')
export const invalidSyntax = (detail: string): ScimProblem => new ScimProblem(400, detail, 'invalidSyntax')
export const noUser = (): ScimProblem => new ScimProblem(404, 'There is no such user.')

const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** What every status says where nothing more is to be told. */
const standard: { readonly [status: number]: string } = {
  401: 'The request does not show that its sender may make it.',
  413: 'The request is too large.',
  415: 'Send application/scim+json.',
  429: 'Too many requests; try again later.',
  503: 'This cannot be done for the moment; try again later.',
}

/** The body of an answer that refuses. */
export interface ErrorBody {
  readonly schemas: readonly string[]
  readonly status: string
  readonly scimType?: ScimType
  readonly detail: string
}

export const errorBody = (status: ScimStatus, detail?: string, scimType?: ScimType): ErrorBody => ({
  schemas: [ERROR],
  status: String(status),
  ...(scimType ? { scimType } : {}),
  detail: detail ?? standard[status] ?? 'The request was not done.',
})
