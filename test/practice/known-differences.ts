/** A difference between the practice tenant and Samba 4.17, and why it is meant. Numbers are LDAP result codes. */
export interface KnownDifference {
  readonly samba: number
  readonly practice: number
  /** What Windows does, where that is known; else what Samba does not check. */
  readonly because: string
}

const noPassword =
  'Windows refuses to enable an account that has no password meeting the policy (0000052D, ERROR_PASSWORD_RESTRICTION); Samba checks only while the password is set'
const weakPassword =
  'Windows answers an administrator\'s weak password with 53 "0000052D: SvcErr" and keeps 19 for a change by its owner; Samba answers 19 to both'
const range =
  'Windows answers ERROR_DS_RANGE_CONSTRAINT (00002082) as constraintViolation; Samba calls it an invalid syntax'
const single =
  'Windows answers ERROR_DS_SINGLE_VALUE_CONSTRAINT (00002081) as constraintViolation; Samba answers attributeOrValueExists'
const rdnRange = 'the schema limits cn to 64 characters; Samba does not check the naming attribute'
const caseFree = 'texts are equal whatever their case; Samba compares the values of this attribute byte by byte'
const accountName =
  'Windows answers 00000523 (ERROR_INVALID_ACCOUNT_NAME) for a user name of more than 20 characters or with a forbidden one, as "SysErr" and so 80'

/** By the name of the case in `likeness-cases.ts`. A row that no longer holds fails the test. */
export const knownDifferences: { readonly [name: string]: KnownDifference } = {
  'add an account with userAccountControl 512 and no password': { samba: 0, practice: 53, because: noPassword },
  'change userAccountControl to enabled without a password': { samba: 0, practice: 53, because: noPassword },
  'add an account with a weak password': { samba: 19, practice: 53, because: weakPassword },
  'change unicodePwd to a weak one': { samba: 19, practice: 53, because: weakPassword },
  'change unicodePwd to two': { samba: 0, practice: 19, because: 'unicodePwd has one value; Samba takes one of two' },
  'add an account with a user name of 30 characters': { samba: 0, practice: 80, because: accountName },
  'add an account with a star in the user name': { samba: 19, practice: 80, because: accountName },
  'add an account with whenCreated': {
    samba: 0,
    practice: 19,
    because: 'whenCreated is systemOnly in the schema; Samba takes the value and keeps its own',
  },
  'add an account with a title that is too long': { samba: 21, practice: 19, because: range },
  'change to a text that is too long': { samba: 21, practice: 19, because: range },
  'add a common name of 65 characters': { samba: 0, practice: 19, because: rdnRange },
  'rename to 65 characters': { samba: 0, practice: 19, because: rdnRange },
  'add an account with another common name': {
    samba: 34,
    practice: 64,
    because: 'ERROR_DS_RDN_DOESNT_MATCH_SCHEMA (00002073) is a namingViolation in Windows',
  },
  'rename by another attribute': {
    samba: 53,
    practice: 64,
    because: 'MS-ADTS 3.1.1.5.4.1.2 holds the new name to the same naming constraints as an add, which answers 64',
  },
  'add something of the class top': {
    samba: 53,
    practice: 65,
    because: 'MS-ADTS: objectClassViolation / ERROR_DS_CLASS_MUST_BE_CONCRETE for a class without objects',
  },
  'change an attribute of groups': {
    samba: 1,
    practice: 65,
    because: 'MS-ADTS: objectClassViolation / ERROR_DS_ATT_NOT_DEF_FOR_CLASS; Samba fails inside',
  },
  'change by adding a value that is there in capitals': { samba: 0, practice: 20, because: caseFree },
  'change by replacing with one value in two spellings': { samba: 0, practice: 20, because: caseFree },
  'change by adding a second single value': { samba: 20, practice: 19, because: single },
  'change by replacing with two single values': { samba: 20, practice: 19, because: single },
  'change badPwdCount': { samba: 0, practice: 53, because: 'ERROR_DS_ATTRIBUTE_OWNED_BY_SAM (0000209A) in Windows' },
  'change lockoutTime to some time': {
    samba: 0,
    practice: 80,
    because: 'MS-SAMR 3.1.1.6: only 0 may be written; Samba takes anything',
  },
  'remove a member who is none': {
    samba: 16,
    practice: 53,
    because: 'Windows answers 00000561 (ERROR_MEMBER_NOT_IN_ALIAS) as unwillingToPerform',
  },
  'change a group by removing somebody who is not there': {
    samba: 53,
    practice: 32,
    because: 'the name of a member that is not there is answered as in an add: noSuchObject with the best match',
  },
  'change a group by adding itself': { samba: 0, practice: 53, because: 'a group cannot be its own member in Windows' },
  'add a local group to a global one': {
    samba: 0,
    practice: 53,
    because: 'ERROR_DS_GLOBAL_CANT_HAVE_LOCAL_MEMBER (00002144) in Windows; Samba does not check scopes',
  },
  'search in another domain': {
    samba: 32,
    practice: 10,
    because: 'Windows refers to the other domain (0000202B: RefErr); Samba does so for some names only',
  },
}
