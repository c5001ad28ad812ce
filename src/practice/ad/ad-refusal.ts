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
  referral: 10,
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
  busy: 51,
  unavailable: 52,
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

/**
 * Windows' own error numbers that AD puts first in its texts.
 * https://learn.microsoft.com/windows/win32/debug/system-error-codes--8200-8999-
 */
export const win32 = {
  accessDenied: 0x5,
  invalidParameter: 0x57,
  notBound: 0x4dc,
  invalidAccountName: 0x523,
  userExists: 0x524,
  noSuchUser: 0x525,
  groupExists: 0x526,
  passwordRestriction: 0x52d,
  wrongPassword: 0x56,
  lockedOut: 0x775,
  memberNotInAlias: 0x561,
  memberInAlias: 0x562,
  busy: 0x200e,
  unavailable: 0x200f,
  cantOnRdn: 0x2016,
  classViolation: 0x2014,
  nameExists: 0x2071,
  rdnDoesNotMatchSchema: 0x2073,
  objectClassRequired: 0x207b,
  missingRequired: 0x207c,
  notDefinedForClass: 0x207d,
  singleValue: 0x2081,
  range: 0x2082,
  valueExists: 0x2083,
  missingValue: 0x2085,
  noParent: 0x2089,
  childrenExist: 0x208c,
  notFound: 0x208d,
  badNameSyntax: 0x208f,
  insufficientRights: 0x2098,
  illegalSuperior: 0x2099,
  unwilling: 0x2035,
  ownedBySam: 0x209a,
  illegalModification: 0x2077,
  notOnBackLink: 0x20aa,
  classMustBeConcrete: 0x20a7,
  cantAddSystemOnly: 0x20a6,
  cantModSystemOnly: 0x20b1,
  nameReferenceInvalid: 0x20b5,
  cantDelete: 0x20ce,
  globalCantHaveLocalMember: 0x2144,
  globalCantHaveUniversalMember: 0x2145,
  universalCantHaveLocalMember: 0x2146,
  localCantHaveLocalMember: 0x2148,
  havePrimaryMembers: 0x2149,
  machineNotComputer: 0x217c,
  spnNotUnique: 0x21c7,
  upnNotUnique: 0x21c8,
} as const

/** AD ends its texts with a line feed and a zero. */
const END = '\n\0'
const BUILD = 'v4563'
const hex = (error: number): string => error.toString(16).toUpperCase().padStart(8, '0')

const problems = {
  noAttribute: [1001, 'NO_ATTRIBUTE_OR_VAL'],
  constraint: [1005, 'CONSTRAINT_ATT_TYPE'],
  valueExists: [1006, 'ATT_OR_VALUE_EXISTS'],
  noObject: [2001, 'NO_OBJECT'],
  naming: [2005, 'NAMING_VIOLATION'],
  badName: [2006, 'BAD_NAME'],
  rights: [4003, 'INSUFF_ACCESS_RIGHTS'],
  busy: [5001, 'BUSY'],
  unavailable: [5002, 'UNAVAILABLE'],
  unwilling: [5003, 'WILL_NOT_PERFORM'],
  classViolation: [6002, 'OBJ_CLASS_VIOLATION'],
  nonLeaf: [6003, 'CANT_ON_NON_LEAF'],
  onRdn: [6004, 'CANT_ON_RDN'],
  entryExists: [6005, 'ENTRY_EXISTS'],
  directory: [5012, 'DIR_ERROR'],
} as const
type Problem = keyof typeof problems

const problemText = (problem: Problem): string => {
  const [number, name] = problems[problem]
  return `problem ${number} (${name}), data 0`
}

const service = (code: ResultCode, error: number, problem: Problem): AdRefusal =>
  new AdRefusal(code, `${hex(error)}: SvcErr: DSID-031A12D2, ${problemText(problem)}${END}`)

/** `0000052D: SvcErr: …`: the directory, or its security accounts manager, will not do that. */
export const serviceRefusal = (error: number): AdRefusal => service(resultCode.unwillingToPerform, error, 'unwilling')

/** `0000200E: SvcErr: …`: the directory has too much to do at the moment. */
export const busyRefusal = (): AdRefusal => service(resultCode.busy, win32.busy, 'busy')

/** `0000200F: SvcErr: …`: the directory is starting or stopping. */
export const unavailableRefusal = (): AdRefusal => service(resultCode.unavailable, win32.unavailable, 'unavailable')

/** `00000524: UpdErr: …` */
export const updateRefusal = (code: ResultCode, error: number, problem: Problem): AdRefusal =>
  new AdRefusal(code, `${hex(error)}: UpdErr: DSID-031A11E2, ${problemText(problem)}${END}`)

/** `000021C8: AtrErr: …, Att 90290 (userPrincipalName)`; the length of the value stands behind it where that is the trouble. */
export const attributeRefusal = (
  code: ResultCode,
  error: number,
  problem: Problem,
  attribute: AttributeSchema,
  length?: number,
): AdRefusal => {
  const site = 'DSID-03200EC7'
  const about = `Att ${messageNumber(attribute)} (${attribute.name})${length === undefined ? '' : `:len ${length}`}`
  const text = `${hex(error)}: AtrErr: ${site}, #1:\n\t0: ${hex(error)}: ${site}, ${problemText(problem)}, ${about}${END}`
  return new AdRefusal(code, text)
}

/** `0000208D: NameErr: …, best match of: 'DC=corp,…'` */
export const nameRefusal = (
  code: ResultCode,
  error: number,
  problem: 'noObject' | 'badName' | 'naming',
  bestMatch: string,
): AdRefusal =>
  new AdRefusal(
    code,
    `${hex(error)}: NameErr: DSID-03100288, ${problemText(problem)}, best match of:\n\t'${bestMatch}'${END}`,
    problem === 'noObject' ? bestMatch : '',
  )

/** `00000523: SysErr: …`: the security accounts manager cannot use a value. */
export const systemRefusal = (error: number): AdRefusal =>
  new AdRefusal(resultCode.other, `${hex(error)}: SysErr: DSID-031A1242, problem 22 (Invalid argument), data 0${END}`)

/** `00000005: SecErr: …` */
export const accessRefusal = (error: number = win32.accessDenied): AdRefusal =>
  new AdRefusal(
    resultCode.insufficientAccessRights,
    `${hex(error)}: SecErr: DSID-03152870, ${problemText('rights')}${END}`,
  )

/** `00000057: LdapErr: …`: refused at the protocol's side, before the directory saw it. */
export const protocolRefusal = (code: ResultCode, error: number, comment: string): AdRefusal =>
  new AdRefusal(code, `${hex(error)}: LdapErr: DSID-0C090D8A, comment: ${comment}, data 0, ${BUILD}\0`)

/** `80090308: LdapErr: …, data 52e`: the sub-code says why the sign-in failed. */
export const bindRefusal = (subCode: string): AdRefusal =>
  new AdRefusal(
    resultCode.invalidCredentials,
    `80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data ${subCode}, ${BUILD}\0`,
  )
