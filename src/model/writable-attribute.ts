/** A plain LDAP attribute name. Options (`cn;binary`) and numbers (`1.2.840…`) name the same attributes in other words, so they are not taken. */
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9-]{0,254}$/

/** Names that mean something to JavaScript objects; AD has no such attributes. */
const OBJECT_MEMBERS = new Set(['constructor', 'prototype', 'tostring', 'valueof', 'hasownproperty'])

/**
 * Attributes in lower case that no playbook may set by name: they decide what an object is, grant rights, hold secrets, run programs, or
 * belong to a typed operation of Joinery (passwords, membership, enabling, moving).
 */
const NOT_WRITABLE = new Set([
  // What the object is and where it stands
  'objectclass',
  'objectcategory',
  'objectguid',
  'objectsid',
  'distinguishedname',
  'cn',
  'name',
  'instancetype',
  'isdeleted',
  'isrecycled',
  'lastknownparent',
  'systemflags',
  'grouptype',
  'samaccounttype',
  'whencreated',
  'whenchanged',
  'usncreated',
  'usnchanged',
  'iscriticalsystemobject',
  'showinadvancedviewonly',
  // Rights and identity
  'sidhistory',
  'primarygroupid',
  'admincount',
  'ntsecuritydescriptor',
  'useraccountcontrol',
  'msds-allowedtodelegateto',
  'msds-allowedtoactonbehalfofotheridentity',
  'serviceprincipalname',
  'altsecurityidentities',
  'msds-keycredentiallink',
  'msds-additionaldnshostname',
  'msds-supportedencryptiontypes',
  'msds-groupmsamembership',
  'msds-managedpassword',
  'gplink',
  'gpoptions',
  'managedby',
  'securityidentifier',
  'msds-user-account-control-computed',
  'msds-assignedauthnpolicy',
  'msds-assignedauthnpolicysilo',
  'msds-consistencyguid',
  'ms-ds-consistencyguid',
  // Secrets and sign-in
  'unicodepwd',
  'userpassword',
  'dbcspwd',
  'ntpwdhistory',
  'lmpwdhistory',
  'supplementalcredentials',
  'currentvalue',
  'priorvalue',
  'initialauthincoming',
  'initialauthoutgoing',
  'trustauthincoming',
  'trustauthoutgoing',
  'pwdlastset',
  'accountexpires',
  'lockouttime',
  'logonhours',
  'userworkstations',
  'badpwdcount',
  'lastlogon',
  'lastlogontimestamp',
  'msds-psoapplied',
  'unixuserpassword',
  'usercertificate',
  'usersmimecertificate',
  'userpkcs12',
  'ms-mcs-admpwd',
  'mslaps-password',
  'mslaps-encryptedpassword',
  // Membership
  'member',
  'memberof',
  // Programs that run when somebody signs in
  'scriptpath',
  'userparameters',
])

/** Everything of Remote Desktop Services, some of which names programs and folders that a session runs from. */
const REMOTE_DESKTOP = /^ms-?ts/

/**
 * Whether a playbook or an HR mapping may set the attribute by its name. What may not is either set by a step made for it, or not at all.
 */
export const isWritableAttribute = (name: string): boolean => {
  const lower = name.toLowerCase()
  return isAttributeName(name) && !NOT_WRITABLE.has(lower) && !REMOTE_DESKTOP.test(lower)
}

/** Whether the text can be an attribute name at all, for reading. */
export const isAttributeName = (name: string): boolean =>
  PLAIN_NAME.test(name) && !OBJECT_MEMBERS.has(name.toLowerCase())

/** Attributes in lower case that Joinery itself never sends as plain values, whoever asks. */
const NEVER_SENT = new Set([
  'sidhistory',
  'primarygroupid',
  'admincount',
  'ntsecuritydescriptor',
  'msds-allowedtodelegateto',
  'msds-allowedtoactonbehalfofotheridentity',
  'msds-keycredentiallink',
  'altsecurityidentities',
  'unicodepwd',
  'userpassword',
  'dbcspwd',
  'supplementalcredentials',
  'unixuserpassword',
  'member',
])

/** Whether a step of Joinery may send values for the attribute. Passwords and members have operations of their own. */
export const isSettableAttribute = (name: string): boolean =>
  isAttributeName(name) && !NEVER_SENT.has(name.toLowerCase())
