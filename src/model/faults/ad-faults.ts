import type { FaultCatalogue } from './fault-record.ts'

export const adFaults = {
  'ad/bad-dn': {
    title: 'A distinguished name cannot be read',
    category: 'input',
    about:
      'A text that should be a distinguished name (DN) is none. In a DN the characters , + " \\ < > ; = inside a value stand behind a backslash, as in CN=Vance\\, Adele,OU=Staff,DC=corp,DC=contoso,DC=com.',
    message: (p) => `"${p.dn}" is not a distinguished name. Nothing was changed.`,
    hint: () =>
      'Write it as Active Directory shows it (attribute distinguishedName), or build it with dn(…), which escapes values.',
  },
  'ad/not-ldaps': {
    title: 'The address of a domain controller is not an ldaps:// address',
    category: 'input',
    about:
      'Joinery talks to Active Directory over ldaps:// only. With ldap:// the password of the service account and every new password would cross the network readable, and StartTLS can be ended by the other side in mid-session.',
    message: (p) => `"${p.url}" is not an address of the form ldaps://server or ldaps://server:636. Nothing was sent.`,
    hint: () =>
      'Write ad.servers as ldaps://<name of the domain controller>. Domain controllers answer there as soon as they have a certificate.',
  },
  'ad/empty-password': {
    title: 'The password for Active Directory is empty',
    category: 'input',
    about:
      'LDAP takes a sign-in with an empty password for an anonymous one and says yes to it, so Joinery never sends one.',
    message: (p) => `The password for ${p.user} is empty. Nothing was sent.`,
    hint: () => 'Check where ad.password points to: the environment variable or file may be missing or empty.',
  },
  'ad/bad-credentials': {
    title: 'Active Directory refused the sign-in',
    category: 'denied',
    about:
      'The domain controller did not accept the name and password of ad.user, or that account may not sign in: locked, disabled, expired, or with a password that has to be changed. Other domain controllers are not tried then, because each wrong password counts towards a lock.',
    message: (p) => `${p.server} refused the sign-in of ${p.target}: ${p.trouble}. Nothing was changed.`,
    hint: () =>
      'Check ad.user (as user@domain) and the secret behind ad.password. For a locked, disabled or expired account ask whoever runs the domain.',
  },
  'ad/denied': {
    title: 'The account of Joinery lacks a right in Active Directory',
    category: 'denied',
    about:
      'Active Directory refused a request because ad.user has no right to make it. Accounts that are or were in privileged groups (adminCount=1) lose delegated rights every hour.',
    message: (p) => `${p.server} denied access to ${p.target}. Nothing was changed. The server says: ${p.text}`,
    hint: () => 'Delegate the missing right on the OU: joinery permissions lists what the playbooks need.',
  },
  'ad/deleted-hidden': {
    title: 'The account of Joinery may not see deleted objects',
    category: 'denied',
    about:
      'Active Directory shows deleted objects to administrators alone, until somebody is given the right to read the container Deleted Objects. Without it nobody can tell whether an account was deleted, nor bring it back.',
    message: (p) => `${p.server} does not show deleted objects to ad.user. Nothing was changed.`,
    hint: () =>
      'Let an administrator of the domain give the right: dsacls "CN=Deleted Objects,DC=…" /takeownership, then dsacls "CN=Deleted Objects,DC=…" /g DOMAIN\\user:LCRP',
  },
  'ad/unreachable': {
    title: 'No connection to Active Directory',
    category: 'unreachable',
    about:
      'None of the domain controllers in ad.servers could be connected to: the name is unknown, nothing listens on the port, or a firewall is in between.',
    message: (p) => `No connection to ${p.server}: ${p.reason}. Nothing was changed.`,
    hint: () => 'Check ad.servers, DNS, and whether port 636 of the domain controller is open from this machine.',
  },
  'ad/connection-lost': {
    title: 'The connection to Active Directory broke',
    category: 'unreachable',
    about:
      'The domain controller or something on the way ended the connection while an answer was awaited. A change that had been sent may or may not have happened; it is read back before anything else is done.',
    message: (p) => `The connection to ${p.server} broke at ${p.target}: ${p.reason}. ${p.state}`,
    hint: () => 'Run again, or resume the run: what happened is looked up first, and nothing is done twice.',
  },
  'ad/silent': {
    title: 'Active Directory does not answer',
    category: 'unreachable',
    about:
      'A domain controller took the connection or the request and then said nothing. A change that had been sent may or may not have happened; it is read back before anything else is done.',
    message: (p) => `${p.server} does not answer (${p.target}): ${p.reason}. ${p.state}`,
    hint: () => 'Check the domain controller. With several ad.servers the next one is taken when a run begins.',
  },
  'ad/no-servers': {
    title: 'No domain controller was found',
    category: 'unreachable',
    about: 'With ad.discover the domain controllers are looked up in DNS; the answer held none.',
    message: (p) => `DNS has no domain controllers for ${p.domain} (${p.name}): ${p.reason}. Nothing was changed.`,
    hint: () => 'Check ad.discover and that this machine asks the DNS servers of the domain, or name ad.servers.',
  },
  'ad/certificate-not-trusted': {
    title: 'The certificate of the domain controller is not trusted',
    category: 'unreachable',
    about:
      'The certificate was signed by an authority that this machine does not know, or it has expired. Joinery never goes on without a trusted certificate.',
    message: (p) => `The certificate of ${p.server} is not trusted: ${p.reason}. Nothing was sent.`,
    hint: () =>
      'Set ad.ca in joinery.yaml to the PEM file of the authority that signed it (often the company CA), or renew the certificate.',
  },
  'ad/certificate-wrong-host': {
    title: 'The certificate of the domain controller is for another name',
    category: 'unreachable',
    about: 'The certificate does not name the host that ad.servers names, so it may be another machine that answers.',
    message: (p) => `The certificate of ${p.server} is for another host: ${p.reason}. Nothing was sent.`,
    hint: () => 'Use in ad.servers the full name that the certificate has, such as ldaps://dc1.corp.contoso.com.',
  },
  'ad/busy': {
    title: 'Active Directory is busy',
    category: 'throttled',
    about: 'The domain controller said that it is too busy or shutting down. It did not carry out the request.',
    message: (p) => `${p.server} is too busy for ${p.target}. Nothing was changed. The server says: ${p.text}`,
    hint: () => 'Try again in a minute.',
  },
  'ad/answer-cut': {
    title: 'Active Directory gave an incomplete answer',
    category: 'unreachable',
    about:
      'The domain controller stopped at a limit of its own for time or size. Joinery takes no decision from half an answer.',
    message: (p) => `${p.server} cut the answer about ${p.target} short. The server says: ${p.text}`,
    hint: () => 'Search below a smaller OU, or index the attribute that people are found by.',
  },
  'ad/other-domain': {
    title: 'The object belongs to another domain',
    category: 'refused',
    about:
      'The domain controller referred to another one, which holds that part of the forest. Joinery does not follow.',
    message: (p) => `${p.server} does not hold ${p.target}: it belongs to another domain. Nothing was changed.`,
    hint: () => 'Check the DN, or use a configuration whose ad.servers are those of the other domain.',
  },
  'ad/no-such-object': {
    title: 'The object is not in Active Directory',
    category: 'missing',
    about: 'An object, the OU to search in, or the OU to put something into does not exist, or ad.user may not see it.',
    message: (p) =>
      `${p.target} does not exist, or something it points to (its OU, a member, a manager) does not. Nothing was changed.`,
    hint: () => 'Check the spelling of the OU or DN. If it exists, ad.user lacks the right to see it.',
  },
  'ad/name-taken': {
    title: 'The name is taken in Active Directory',
    category: 'conflict',
    about:
      'An object with that common name is in the OU already, or an account or group of the domain has that sAMAccountName. Planning looks for this, so somebody was quicker.',
    message: (p) =>
      `${p.target} was not written: a name of it is taken. Nothing was changed. The server says: ${p.text}`,
    hint: () => 'Plan again: another name is chosen.',
  },
  'ad/upn-taken': {
    title: 'The user principal name is taken in the forest',
    category: 'conflict',
    about: 'User principal names are unique over the whole forest, also over domains that Joinery does not look into.',
    message: (p) =>
      `${p.target} was not written: another account of the forest has its userPrincipalName. Nothing was changed.`,
    hint: () =>
      'Choose another name, or find the other account: search the global catalogue for the userPrincipalName.',
  },
  'ad/password-refused': {
    title: 'Active Directory refused the password',
    category: 'input',
    about:
      'The password does not meet the policy that applies to the account: length, complexity, history or minimum age.',
    message: (p) => `The password for ${p.target} does not meet the policy of the domain. Nothing was changed.`,
    hint: () => 'Look up the password policy of the domain, and fine-grained policies for the account.',
  },
  'ad/unwilling': {
    title: 'Active Directory refused the request by a rule of its own',
    category: 'conflict',
    about: 'The domain controller is able to do what was asked, but will not, for the reason that it gives.',
    message: (p) => `${p.server} refused to change or read ${p.target} (result ${p.result}): ${p.text}`,
    hint: () => 'The 8 digits at the start of the server text are a Win32 error code, which Microsoft documents.',
  },
  'ad/constraint': {
    title: 'Active Directory refused a value',
    category: 'input',
    about:
      'A value is too long, of the wrong form, or one too many for its attribute, a required attribute is missing, or an object may not stand in that place.',
    message: (p) =>
      `${p.target} was not written: the schema does not allow it (attribute ${p.attribute}). Nothing was changed. The server says: ${p.text}`,
    hint: () => 'Check the value against the attribute’s length and syntax in the schema.',
  },
  'ad/value-changed': {
    title: 'A value was changed by somebody else meanwhile',
    category: 'conflict',
    about:
      'A value that the plan wanted to replace is not there any more, or one that it wanted to add is there already. The whole change was refused, so nothing of it happened.',
    message: (p) =>
      `${p.target} was changed by somebody else since it was read (attribute ${p.attribute}). Nothing was changed.`,
    hint: () => 'Plan again and look at the difference.',
  },
  'ad/unknown-attribute': {
    title: 'The schema has no such attribute',
    category: 'input',
    about:
      'Active Directory does not know the attribute. msExch… and extensionAttribute1-15 exist only where the schema was extended for Exchange.',
    message: (p) => `The directory has no attribute ${p.attribute} (${p.target}). Nothing was changed.`,
    hint: () => 'Check the spelling of the attribute (its LDAP name), or remove it from the playbook.',
  },
  'ad/attribute-not-allowed': {
    title: 'The attribute may not be named here',
    category: 'input',
    about:
      'Attributes that decide what an object is, grant rights, hold secrets or run programs are set by steps made for them or not at all. Names have letters, digits and hyphens only, without options such as ;binary and not as numbers.',
    message: (p) => `The attribute "${p.attribute}" may not be set or read by its name. Nothing was changed.`,
    hint: () => 'Use the step made for it (ad.enable, ad.password, ad.groups, ad.move), or leave it out.',
  },
  'ad/added-unread': {
    title: 'The object was added, but could not be read afterwards',
    category: 'conflict',
    about:
      'Active Directory took the new object, but the read of its id right afterwards failed. The run looks for it by its key before it does anything else.',
    message: (p) => `${p.dn} was added, but could not be read back: ${p.text}`,
    hint: () => 'Resume the run: the object is found and the run goes on with it.',
  },
  'ad/already-member': {
    title: 'The member is in the group already',
    category: 'conflict',
    about: 'Somebody else added the member after the plan was made.',
    message: (p) => `${p.target}: the member is in the group already. Nothing was changed.`,
    hint: () => 'Nothing is left to do for this membership; plan again to see it.',
  },
  'ad/not-member': {
    title: 'The member is not in the group',
    category: 'conflict',
    about:
      'Somebody else removed the member after the plan was made, or the group is the primary group, whose membership is not kept in its list.',
    message: (p) => `${p.target}: the account is not in the list of members. Nothing was changed.`,
    hint: () => 'Nothing is left to do for this membership; plan again to see it.',
  },
  'ad/has-children': {
    title: 'The object has others below it',
    category: 'conflict',
    about: 'An object with others below it, such as the mobile devices of an account, is not deleted by itself.',
    message: (p) => `${p.target} was not deleted: there are objects below it. Nothing was changed.`,
    hint: () => 'Look below the object and delete or move what is there.',
  },
  'ad/two-accounts': {
    title: 'Two accounts have the key of one person',
    category: 'refused',
    about:
      'A person is tied to an account by one attribute. When two accounts have the same value, Joinery touches neither.',
    message: (p) => `${p.count} accounts have ${p.attribute}=${p.value}: ${p.accounts}. Nothing was changed.`,
    hint: () => 'Decide which account belongs to the person and clear or correct the attribute on the other.',
  },
} satisfies FaultCatalogue
