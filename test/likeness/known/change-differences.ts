import type { KnownDifference } from '../ldap-known-differences.ts'
import { came, changesIn, differsOnlyIn, onlyIn, touches } from './outcome.ts'

const MODIFY = 'https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/76df255d-dc67-4c1f-adc6-1e5b60021304'

const LINKS: readonly string[] = ['member', 'manager', 'managedBy', 'secretary']

/** Values, links and the rules of single attributes. */
export const changeDifferences: readonly KnownDifference[] = [
  {
    id: 'second-single-value',
    what: 'A second value of an attribute that has room for one',
    samba: '20, or 16',
    practice: '19 00002081',
    because: 'ERROR_DS_SINGLE_VALUE_CONSTRAINT is a constraintViolation in Windows',
    source: MODIFY,
    covers: (difference) =>
      difference.request.do === 'modify' &&
      (came(difference, '20', '19 00002081') || came(difference, '16', '19 00002081')),
  },
  {
    id: 'out-of-range',
    what: 'A value that is too long, or a number that is too great',
    samba: '21',
    practice: '19 00002082',
    because: 'ERROR_DS_RANGE_CONSTRAINT is a constraintViolation in Windows; Samba calls it an invalid syntax',
    source: MODIFY,
    covers: (difference) => came(difference, '21', '19 00002082'),
  },
  {
    id: 'member-who-is-none',
    what: 'Taking somebody out of a group who is not in it',
    samba: '16',
    practice: '53 00000561',
    because: 'ERROR_MEMBER_NOT_IN_ALIAS is unwillingToPerform in Windows',
    source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--1300-1699-',
    covers: (difference) => touches(difference.request, 'member') && came(difference, '16', '53 00000561'),
  },
  {
    id: 'member-of-itself',
    what: 'A group as its own member',
    samba: '0',
    practice: '53 00002077',
    because: 'a group cannot be its own member in Windows',
    covers: (difference) => {
      const { request } = difference
      if (request.do !== 'modify' || !came(difference, '0', '53 00002077')) return false
      return request.changes.some(([, type, ...values]) => type === 'member' && values.includes(request.at))
    },
  },
  {
    id: 'number-of-missing-member',
    what: 'A member that is not there',
    samba: '32 00000525',
    practice: '32 0000208D',
    because: 'both say noSuchObject; Windows names the object’s best match, which goes with ERROR_DS_OBJ_NOT_FOUND',
    covers: (difference) => touches(difference.request, 'member') && came(difference, '32 00000525', '32 0000208D'),
  },
  {
    id: 'sid-is-systems-own',
    what: 'A change of objectSid',
    samba: '53',
    practice: '19 000020B1',
    because: 'objectSid is systemOnly in the schema: constraintViolation / ERROR_DS_CANT_MOD_SYSTEM_ONLY',
    source: MODIFY,
    covers: (difference) => touches(difference.request, 'objectSid') && came(difference, '53', '19 000020B1'),
  },
  {
    id: 'back-link',
    what: 'A change of memberOf or directReports to somebody who is not there',
    samba: '19 000020B5, the name is looked up first',
    practice: '53 000020AA',
    because: 'back links cannot be written at all: unwillingToPerform / ERROR_DS_NOT_ON_BACKLINK',
    source: MODIFY,
    covers: (difference) =>
      touches(difference.request, 'memberOf', 'directReports') &&
      (came(difference, '19 000020B5', '53 000020AA') || came(difference, '19 000020B5', '32 0000208D')),
  },
  {
    id: 'same-member-twice',
    what: 'The same member twice in one request',
    samba: '0',
    practice: '68 00000562',
    because: 'the second one is a member already by then: entryAlreadyExists / ERROR_MEMBER_IN_ALIAS',
    covers: (difference) => {
      const members =
        changesIn(difference.request)
          .find(([, type]) => type === 'member')
          ?.slice(2) ?? []
      return new Set(members).size < members.length && came(difference, '0', '68 00000562')
    },
  },
  {
    id: 'password-by-delete-of-nothing',
    what: 'A password changed by deleting unicodePwd without the old value',
    samba: '0',
    practice: '53',
    because:
      'a change has one delete with the old and one add with the new password; everything else is unwillingToPerform',
    source: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/6e803168-f140-4d23-b2d3-c3a8ab5917d2',
    covers: (difference) =>
      changesIn(difference.request).some(
        (change) => change[0] === 'delete' && change[1] === 'unicodePwd' && change.length === 2,
      ) && came(difference, '0', '53 00002035'),
  },
  {
    id: 'weak-password',
    what: 'A weak password that an administrator sets',
    samba: '19 0000052D',
    practice: '53 0000052D',
    because: 'Windows keeps 19 for a change by the owner of the password',
    source: 'https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/6e803168-f140-4d23-b2d3-c3a8ab5917d2',
    covers: (difference) => touches(difference.request, 'unicodePwd') && came(difference, '19 0000052D', '53 0000052D'),
  },
  {
    id: 'enabled-without-password',
    what: 'An account that is enabled without a password',
    samba: '0',
    practice: '53 0000052D',
    because:
      'Windows refuses an enabled account whose password does not meet the policy; Samba checks only while a password is set',
    source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--1300-1699-',
    covers: (difference) => touches(difference.request, 'userAccountControl') && came(difference, '0', '53 0000052D'),
  },
  {
    id: 'attribute-of-groups',
    what: 'groupType of an account',
    samba: '1',
    practice: '65 0000207D',
    because: 'objectClassViolation / ERROR_DS_ATT_NOT_DEF_FOR_CLASS; Samba fails inside',
    source: MODIFY,
    covers: (difference) =>
      touches(difference.request, 'groupType') &&
      ['65 0000207D', '53 00002077', '0'].some((ours) => came(difference, '1', ours)),
  },
  {
    id: 'principal-name-taken-away',
    what: 'A userPrincipalName replaced by nothing',
    samba: '65',
    practice: '0',
    because: 'userPrincipalName is not mandatory in the schema',
    source: 'https://learn.microsoft.com/windows/win32/adschema/a-userprincipalname',
    covers: (difference) => touches(difference.request, 'userPrincipalName') && came(difference, '65', '0'),
  },
  {
    id: 'permissive-link',
    what: 'A link that is there added, or one that is not there taken away, permissively',
    samba: '68, 16 or 53',
    practice: '0',
    because: 'LDAP_SERVER_PERMISSIVE_MODIFY_OID takes it as done; Samba’s links do not know the control',
    source: MODIFY,
    covers: (difference) => {
      const { request } = difference
      const isPermissive = request.do === 'modify' && request.permissive && touches(request, ...LINKS)
      return isPermissive && ['68', '16', '53'].some((code) => came(difference, code, '0'))
    },
  },
  {
    id: 'names-before-object',
    what: 'A change of what is not there or cannot have the attribute, to a name that leads nowhere',
    samba: '19 000020B5 or 34, about the name',
    practice: '32 0000208D or 65 0000207D, about the object',
    because: 'the object is looked at first; both refuse',
    covers: (difference) =>
      difference.request.do === 'modify' &&
      ['19 000020B5', '34'].some((first) =>
        ['32 0000208D', '65 0000207D'].some((ours) => came(difference, first, ours)),
      ),
  },
  {
    id: 'machine-of-no-computer',
    what: 'userAccountControl of a workstation for what is no computer',
    samba: '0',
    practice: '65 0000217C',
    because: 'only objects of the class computer may be machine accounts; Samba asks that of domain controllers alone',
    covers: (difference) => touches(difference.request, 'userAccountControl') && came(difference, '0', '65 0000217C'),
  },
  {
    id: 'lockout-time',
    what: 'lockoutTime set to something else than 0',
    samba: '0',
    practice: '80 00000057',
    because: 'an administrator may unlock an account, not lock it',
    covers: (difference) => touches(difference.request, 'lockoutTime') && came(difference, '0', '80 00000057'),
  },
  {
    id: 'same-value-twice',
    what: 'The same value twice in one request',
    samba: '0',
    practice: '20 00002083',
    because: 'ERROR_DS_ATT_VAL_ALREADY_EXISTS: the second one is there already by then',
    covers: (difference) =>
      changesIn(difference.request).some(([, , ...values]) => new Set(values).size < values.length) &&
      came(difference, '0', '20 00002083'),
  },
  {
    id: 'control-added-again',
    what: 'userAccountControl added with the value that it has',
    samba: '0',
    practice: '20 00002083',
    because: 'ERROR_DS_ATT_VAL_ALREADY_EXISTS, as with every other attribute',
    covers: (difference) =>
      changesIn(difference.request).some(([op, type]) => op === 'add' && type === 'userAccountControl') &&
      came(difference, '0', '20 00002083'),
  },
  {
    id: 'link-to-nobody-taken-away',
    what: 'A link taken away that leads to a name which is not there',
    samba: '16 or 53',
    practice: '32 0000208D for members, 19 000020B5 else',
    because: 'the name is looked up before the link, as in an add',
    covers: (difference) => {
      const isTaken = changesIn(difference.request).some(([op, type]) => op === 'delete' && LINKS.includes(type))
      return (
        isTaken &&
        ['16', '53'].some((code) => came(difference, code, '32 0000208D') || came(difference, code, '19 000020B5'))
      )
    },
  },
  {
    id: 'object-class-change',
    what: 'An auxiliary class added, or a class of the lineage taken away',
    samba: '0',
    practice: '65 00002014',
    because:
      'a gap: Windows lets auxiliary classes be added to single objects; the practice tenant keeps the classes of an object as they are',
    covers: (difference) => touches(difference.request, 'objectClass') && came(difference, '0', '65 00002014'),
  },
  {
    id: 'permissive-single-value',
    what: 'The value that an attribute with room for one has already, added permissively',
    samba: '20',
    practice: '0',
    because: 'LDAP_SERVER_PERMISSIVE_MODIFY_OID takes it as done; Samba knows that for attributes with room for more',
    source: MODIFY,
    covers: (difference) =>
      difference.request.do === 'modify' && difference.request.permissive && came(difference, '20', '0'),
  },
  {
    id: 'group-scopes',
    what: 'A group in one that may not contain groups of its scope',
    samba: '0',
    practice: '53 00002144, 00002145, 00002146 or 00002148',
    because: 'ERROR_DS_GLOBAL_CANT_HAVE_LOCAL_MEMBER and the like; Samba does not look at the scopes',
    source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--8200-8999-',
    covers: (difference) =>
      touches(difference.request, 'member', 'groupType') &&
      ['00002144', '00002145', '00002146', '00002148'].some((error) => came(difference, '0', `53 ${error}`)),
  },
  {
    id: 'number-too-great',
    what: 'A number that does not fit into 32 bits, in an add',
    samba: '0',
    practice: '21',
    because: 'the value is none of the syntax Integer; Samba reads it as a longer one',
    source: 'https://learn.microsoft.com/windows/win32/adschema/s-integer',
    covers: (difference) => touches(difference.request, 'uidNumber') && came(difference, '0', '21'),
  },
  {
    id: 'times-in-an-add',
    what: 'whenChanged given to a new object',
    samba: '0, and keeps its own',
    practice: '19 000020A6',
    because: 'whenChanged is systemOnly in the schema: ERROR_DS_CANT_ADD_SYSTEM_ONLY',
    source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--8200-8999-',
    covers: (difference) => touches(difference.request, 'whenChanged') && came(difference, '0', '19 000020A6'),
  },
  {
    id: 'protected-of-others',
    what: 'countryCode of a contact that has none taken away, permissively',
    samba: '53, as for accounts',
    practice: '0',
    because: 'only accounts cannot be without a countryCode',
    covers: (difference) =>
      changesIn(difference.request).some(([op, type]) => op === 'delete' && type === 'countryCode') &&
      came(difference, '53', '0'),
  },
  {
    id: 'come-and-gone',
    what: 'An attribute that the class has not, written and taken away in one request',
    samba: '0',
    practice: '65 0000207D',
    because: 'the first change is refused for itself: ERROR_DS_ATT_NOT_DEF_FOR_CLASS',
    source: MODIFY,
    covers: (difference) => changesIn(difference.request).length > 1 && came(difference, '0', '65 0000207D'),
  },
  {
    id: 'link-left-over',
    what: 'memberOf of somebody who was twice in a group that is gone',
    samba: 'still names the group',
    practice: 'none',
    because: 'Samba took the same member twice in one request and forgets only one of the two',
    covers: (difference) =>
      differsOnlyIn(difference, / memberOf: /) &&
      onlyIn(difference.practice.answer, difference.samba.answer).length === 0,
  },
]
