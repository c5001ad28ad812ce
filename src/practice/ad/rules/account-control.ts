/** Bits of userAccountControl. https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/dd302fd1-0aa7-406b-ad91-2a6b35738557 */
export const uac = {
  script: 0x1,
  disabled: 0x2,
  lockout: 0x10,
  passwordNotRequired: 0x20,
  normal: 0x200,
  interdomainTrust: 0x800,
  workstationTrust: 0x1000,
  serverTrust: 0x2000,
  passwordNeverExpires: 0x10000,
  smartcardRequired: 0x40000,
  passwordExpired: 0x800000,
} as const

const ACCOUNT_TYPES = uac.normal | uac.interdomainTrust | uac.workstationTrust | uac.serverTrust
/** Computed when read, or of no meaning to AD (run the logon script); never kept. */
const COMPUTED = uac.lockout | uac.passwordExpired | uac.script
/** What AD gives an account that was added without a word about it: disabled, and in no need of a password. */
export const defaultAccountControl = uac.normal | uac.disabled | uac.passwordNotRequired

/** The bits that AD keeps of what it was given: computed ones go, and an account that is of no type becomes a normal one. */
export const keptAccountControl = (bits: number): number => {
  const kept = bits & ~COMPUTED
  return (kept & ACCOUNT_TYPES) === 0 ? kept | uac.normal : kept
}

export const isDisabled = (bits: number): boolean => (bits & uac.disabled) !== 0

/** Whether the bits demand that the account has a password that meets the policy. */
export const needsPassword = (bits: number): boolean => (bits & (uac.disabled | uac.passwordNotRequired)) === 0

export const isMachine = (bits: number): boolean => (bits & (uac.workstationTrust | uac.serverTrust)) !== 0

/** Accounts of trusts between domains are made by the local security authority alone. */
export const isTrust = (bits: number): boolean => (bits & uac.interdomainTrust) !== 0

const DOMAIN_USERS = 513
const DOMAIN_COMPUTERS = 515
const DOMAIN_CONTROLLERS = 516

/** The primary group that goes with a kind of account. */
export const primaryGroupFor = (bits: number): number => {
  if (bits & uac.serverTrust) return DOMAIN_CONTROLLERS
  return bits & uac.workstationTrust ? DOMAIN_COMPUTERS : DOMAIN_USERS
}

const USER_TYPE = 0x30000000
const MACHINE_TYPE = 0x30000001
const TRUST_TYPE = 0x30000002

/** sAMAccountType of an account. https://learn.microsoft.com/windows/win32/adschema/a-samaccounttype */
export const accountTypeOf = (bits: number): number => {
  if (bits & uac.interdomainTrust) return TRUST_TYPE
  return isMachine(bits) ? MACHINE_TYPE : USER_TYPE
}
