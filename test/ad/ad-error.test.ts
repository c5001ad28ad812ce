import { describe, expect, test } from 'vitest'
import { toAdFault } from '../../src/ad/ad-error.ts'
import { LdapRefusal, TransportError } from '../../src/ad/ldap-errors.ts'
import { Fault } from '../../src/model/fault.ts'

const write = { server: 'ldaps://dc1.contoso.com', target: 'The object 1', isWrite: true }
const read = { ...write, isWrite: false }

const refused = (result: number, text: string): Fault => toAdFault(new LdapRefusal(result, text), write)

describe('what a domain controller says', () => {
  // Texts as Windows Server and Samba 4.17 send them.
  test.each([
    [68, '00000524: UpdErr: DSID-031A11FA, problem 6005 (ENTRY_EXISTS), data 0', 'ad/name-taken'],
    [68, '00002071: UpdErr: DSID-0305038D, problem 6005 (ENTRY_EXISTS), data 0', 'ad/name-taken'],
    [68, "00002071: samldb: samAccountName 'adele' already in use!", 'ad/name-taken'],
    [
      19,
      '000021C8: AtrErr: DSID-03200BBA, #1: 0: 000021C8: DSID-03200BBA, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 90290 (userPrincipalName)',
      'ad/upn-taken',
    ],
    [19, "0000202F: samldb: userPrincipalName 'adele@corp.example.com' is already in use ", 'ad/upn-taken'],
    [
      19,
      '0000052D: AtrErr: DSID-03191083, #1: 0: 0000052D: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)',
      'ad/password-refused',
    ],
    [53, '0000052D: SvcErr: DSID-031A1254, problem 5003 (WILL_NOT_PERFORM), data 0', 'ad/password-refused'],
    [68, '00000562: UpdErr: DSID-031A122A, problem 6005 (ENTRY_EXISTS), data 0', 'ad/already-member'],
    [68, 'Attribute member already exists for target GUID 53087355-e5c6-49e6-ac16-8efec1bc7271', 'ad/already-member'],
    [53, '00000561: SvcErr: DSID-031A1241, problem 5003 (WILL_NOT_PERFORM), data 0', 'ad/not-member'],
    [53, 'Attribute member already deleted for target GUID 53087355-e5c6-49e6-ac16-8efec1bc7271', 'ad/not-member'],
    [
      16,
      '00000057: LdapErr: DSID-0C090FC0, comment: Error in attribute conversion operation, data 0, v4563',
      'ad/unknown-attribute',
    ],
    [
      16,
      '00002085: AtrErr: DSID-03151F77, #1: 0: 00002085: DSID-03151F77, problem 1001 (NO_ATTRIBUTE_OR_VAL), data 0, Att c (title)',
      'ad/value-changed',
    ],
    [17, '', 'ad/unknown-attribute'],
    [
      20,
      '00002083: AtrErr: DSID-03152395, #1: 0: 00002083: DSID-03152395, problem 1006 (ATT_OR_VALUE_EXISTS), data 0, Att c (title)',
      'ad/value-changed',
    ],
    [
      32,
      '0000208D: NameErr: DSID-0310028D, problem 2001 (NO_OBJECT), data 0, best match of: DC=x',
      'ad/no-such-object',
    ],
    [
      19,
      '000020B5: AtrErr: DSID-03152CBA, #1: 0: 000020B5: DSID-03152CBA, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 90001 (manager)',
      'ad/no-such-object',
    ],
    [10, '0000202B: RefErr: DSID-0310082F, data 0, 1 access points', 'ad/other-domain'],
    [34, '00002028: NameErr', 'ad/bad-dn'],
    [50, '00002098: SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0', 'ad/denied'],
    [
      1,
      '000004DC: LdapErr: DSID-0C0907C2, comment: In order to perform this operation a successful bind must be completed',
      'ad/denied',
    ],
    [51, '', 'ad/busy'],
    [52, '', 'ad/busy'],
    [4, '', 'ad/answer-cut'],
    [66, '00002015: UpdErr: DSID-031A1280, problem 6003 (CANT_ON_NON_LEAF), data 0', 'ad/has-children'],
    [19, '000020A1: AtrErr: DSID-03151904, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att c (title)', 'ad/constraint'],
    [64, '00002099: NameErr: DSID-03050F78, problem 2005 (NAMING_VIOLATION), data 0', 'ad/constraint'],
    [65, '0000207C: UpdErr: DSID-0315166D, problem 6002 (OBJ_CLASS_VIOLATION), data 0', 'ad/constraint'],
    [53, '0000001F: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0', 'ad/unwilling'],
    [99, 'something new', 'ad/unwilling'],
  ])('with result %i and %s is a fault of its own', (result, text, code) => {
    expect(refused(result, text).code).toBe(code)
  })

  test('changed nothing, unless it does not know that itself', () => {
    expect(refused(50, '').effect).toBe('none')
    expect(refused(80, '').effect).toBe('unknown')
    expect(toAdFault(new LdapRefusal(80, ''), read).effect).toBe('none')
  })

  test('names the attribute where it can be told', () => {
    expect(refused(20, '00002083: AtrErr: Att c (title)').message).toContain('attribute title')
    expect(refused(16, "attribute 'displayName': no matching attribute value").message).toContain(
      'attribute displayName',
    )
    expect(toAdFault(new LdapRefusal(16, 'gone'), { ...write, attribute: 'mail' }).message).toContain('attribute mail')
  })

  test('is quoted without the zero byte at its end', () => {
    expect(refused(53, '0000001F: SvcErr\0').message).toMatch(/0000001F: SvcErr$/)
  })
})

describe('a request that did not get through', () => {
  test.each([
    ['unreachable', false, 'ad/unreachable', 'none'],
    ['not-trusted', false, 'ad/certificate-not-trusted', 'none'],
    ['wrong-host', false, 'ad/certificate-wrong-host', 'none'],
    ['silent', true, 'ad/silent', 'unknown'],
    ['lost', true, 'ad/connection-lost', 'unknown'],
    ['lost', false, 'ad/connection-lost', 'none'],
  ] as const)('as %s (sent: %s) is %s with the effect %s', (trouble, sent, code, effect) => {
    const fault = toAdFault(new TransportError(trouble, 'reason', { sent }), write)

    expect([fault.code, fault.effect, fault.category]).toEqual([code, effect, 'unreachable'])
  })

  test('says what is known of the directory', () => {
    expect(toAdFault(new TransportError('lost', 'cut', { sent: true }), write).message).toContain('not known')
    expect(toAdFault(new TransportError('lost', 'cut', { sent: true }), read).message).toContain('Nothing was changed')
  })
})

test('a fault stays what it is, and what nobody expected is a defect of ours', () => {
  const fault = new Fault('ad/bad-dn', { dn: 'x' })

  expect(toAdFault(fault, write)).toBe(fault)
  const unexpected = toAdFault(new TypeError('oops'), write)
  expect([unexpected.code, unexpected.effect]).toEqual(['bug/unexpected', 'unknown'])
})
