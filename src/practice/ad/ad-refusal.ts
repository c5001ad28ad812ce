import { messageNumber } from './schema/ad-schema.ts'
import type { AttributeSchema } from './schema/schema.ts'

/** https://www.rfc-editor.org/rfc/rfc4511#section-4.1.9 */
export const resultCode = {
  success: 0,
  operationsError: 1,
  protocolError: 2,
  sizeLimitExceeded: 4,
  compareFalse: 5,
  compareTrue: 6,
  authMethodNotSupported: 7,
  unavailableCriticalExtension: 12,
  noSuchAttribute: 16,
  undefinedAttributeType: 17,
  constraintViolation: 19,
  attributeOrValueExists: 20,
  invalidAttributeSyntax: 21,
  noSuchObject: 32,
  invalidDnSyntax: 34,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  unwillingToPerform: 53,
  namingViolation: 64,
  objectClassViolation: 65,
  notAllowedOnNonLeaf: 66,
  notAllowedOnRdn: 67,
  entryAlreadyExists: 68,
  other: 80,
} as const
export type ResultCode = (typeof resultCode)[keyof typeof resultCode]

/** Why the directory did not do what it was asked. Nothing was changed. */
export class AdRefusal extends Error {
  override readonly name = 'AdRefusal'
  readonly code: ResultCode
  readonly matchedDn: string

  constructor(code: ResultCode, message: string, matchedDn = '') {
    super(message)
    this.code = code
    this.matchedDn = matchedDn
  }
}

/** AD ends its texts with a line feed and a zero. */
const END = '\n\0'
const BUILD = 'v4563'
const hex = (win32: number): string => win32.toString(16).toUpperCase().padStart(8, '0')

const problems = {
  noAttribute: [1001, 'NO_ATTRIBUTE_OR_VAL'],
  constraint: [1005, 'CONSTRAINT_ATT_TYPE'],
  valueExists: [1006, 'ATT_OR_VALUE_EXISTS'],
  noObject: [2001, 'NO_OBJECT'],
  badName: [2006, 'BAD_NAME'],
  rights: [4003, 'INSUFF_ACCESS_RIGHTS'],
  unwilling: [5003, 'WILL_NOT_PERFORM'],
  naming: [6001, 'NAMING_VIOLATION'],
  classViolation: [6002, 'OBJ_CLASS_VIOLATION'],
  nonLeaf: [6003, 'CANT_ON_NON_LEAF'],
  onRdn: [6004, 'CANT_ON_RDN'],
  entryExists: [6005, 'ENTRY_EXISTS'],
} as const
type Problem = keyof typeof problems

const problemText = (problem: Problem): string => {
  const [number, name] = problems[problem]
  return `problem ${number} (${name}), data 0`
}

/** `0000052D: SvcErr: …`: the directory, or its security accounts manager, will not do that. */
export const serviceRefusal = (win32: number): AdRefusal =>
  new AdRefusal(
    resultCode.unwillingToPerform,
    `${hex(win32)}: SvcErr: DSID-031A12D2, ${problemText('unwilling')}${END}`,
  )

/** `00000524: UpdErr: …` */
export const updateRefusal = (code: ResultCode, win32: number, problem: Problem): AdRefusal =>
  new AdRefusal(code, `${hex(win32)}: UpdErr: DSID-031A11E2, ${problemText(problem)}${END}`)

/** `000021C8: AtrErr: …, Att 90290 (userPrincipalName)`; the length of the value stands behind it where that is the trouble. */
export const attributeRefusal = (
  code: ResultCode,
  win32: number,
  problem: Problem,
  attribute: AttributeSchema,
  length?: number,
): AdRefusal => {
  const site = 'DSID-03200EC7'
  const about = `Att ${messageNumber(attribute)} (${attribute.name})${length === undefined ? '' : `:len ${length}`}`
  const text = `${hex(win32)}: AtrErr: ${site}, #1:\n\t0: ${hex(win32)}: ${site}, ${problemText(problem)}, ${about}${END}`
  return new AdRefusal(code, text)
}

/** `0000208D: NameErr: …, best match of: 'DC=corp,…'` */
export const nameRefusal = (
  code: ResultCode,
  win32: number,
  problem: 'noObject' | 'badName',
  bestMatch: string,
): AdRefusal =>
  new AdRefusal(
    code,
    `${hex(win32)}: NameErr: DSID-03100288, ${problemText(problem)}, best match of:\n\t'${bestMatch}'${END}`,
    problem === 'noObject' ? bestMatch : '',
  )

/** `00000005: SecErr: …` */
export const accessRefusal = (win32 = 5): AdRefusal =>
  new AdRefusal(
    resultCode.insufficientAccessRights,
    `${hex(win32)}: SecErr: DSID-03152870, ${problemText('rights')}${END}`,
  )

/** `00000057: LdapErr: …`: refused at the protocol's side, before the directory saw it. */
export const protocolRefusal = (code: ResultCode, win32: number, comment: string): AdRefusal =>
  new AdRefusal(code, `${hex(win32)}: LdapErr: DSID-0C090D8A, comment: ${comment}, data 0, ${BUILD}\0`)

/** `80090308: LdapErr: …, data 52e`: the sub-code says why the sign-in failed. */
export const bindRefusal = (subCode: string): AdRefusal =>
  new AdRefusal(
    resultCode.invalidCredentials,
    `80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data ${subCode}, ${BUILD}\0`,
  )
