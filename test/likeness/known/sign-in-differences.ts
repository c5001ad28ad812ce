import type { KnownDifference } from '../ldap-known-differences.ts'
import { came, differsOnlyIn } from './outcome.ts'

/** Binds and passwords. */
export const signInDifferences: readonly KnownDifference[] = [
  {
    id: 'bind-of-nobody',
    what: 'A bind with a name that nobody has',
    samba: '49, data 52e',
    practice: '49, data 525',
    because: 'Windows tells a user that is not there (525) from a wrong password (52e); Samba does not',
    source: 'https://learn.microsoft.com/windows/win32/debug/system-error-codes--1300-1699-',
    covers: (difference) => difference.request.do === 'bind' && came(difference, '49 52e', '49 525'),
  },
  {
    id: 'last-sign-in',
    what: 'lastLogon and logonCount after a simple bind',
    samba: 'as before; only lastLogonTimestamp rises',
    practice: 'count the bind',
    because: 'every successful sign-in at a domain controller sets its lastLogon and raises its logonCount',
    source: 'https://learn.microsoft.com/windows/win32/adschema/a-lastlogon',
    covers: (difference) => differsOnlyIn(difference, / (lastLogon|logonCount): \w+$/),
  },
]
