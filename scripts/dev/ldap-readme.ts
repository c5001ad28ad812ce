import { ldapKnownDifferences } from '../../test/likeness/ldap-known-differences.ts'
import { knownDifferences } from '../../test/practice/known-differences.ts'

const START = `# The practice tenant as a domain controller

Made from the code by \`npm run docs\`.

Whoever has nothing but an LDAP client begins here. \`joinery practice start --json\` prints one line and serves until Ctrl-C; put what stands in it where the capitals are:

\`\`\`
export LDAPTLS_CACERT=CA
ldapwhoami -x -H LDAP -D USER -w PASSWORD
ldapsearch -x -H LDAP -D USER -w PASSWORD -b BASE '(employeeID=00111)' title memberOf
ldapsearch -x -H LDAP -D USER -w PASSWORD -b BASE -E pr=500/noprompt '(memberOf:1.2.840.113556.1.4.1941:=CN=All Staff,OU=Groups,BASE)' cn
ldapmodify -x -H LDAP -D USER -w PASSWORD <<END
dn: CN=John Smith,OU=Sales,OU=Staff,BASE
changetype: modify
replace: title
title: Director
END
ldapmodrdn -x -H LDAP -D USER -w PASSWORD -r -s OU=Disabled,BASE 'CN=John Smith,OU=Sales,OU=Staff,BASE' 'CN=John Smith'
ldapsearch -x -H LDAP -D USER -w PASSWORD -b BASE -E '!showDeleted' '(isDeleted=TRUE)' msDS-LastKnownRDN
ldapsearch -x -H LDAP -D USER -w PASSWORD -b BASE -E '!dirSync=1/0' '(objectClass=user)' title
\`\`\`

It speaks LDAPS alone. Sign in by UPN, by DN or as \`CORP\\svc-joinery\`; without signing in only the root is read. The service account may create, change, move and delete
below OU=Staff, OU=Contractors, OU=Groups and OU=Disabled, and reads everything. A password is \`unicodePwd\`: the text between quotation marks in UTF-16LE, in base64 behind \`::\`.

There are: every kind of filter with AD's rules for bits and chains, paging, sorting, ranges of more than 1,500 values, 1,000 entries at most without paging, the schema (searched, and as
\`CN=Aggregate\`), security descriptors by parts, deleted objects and their return, deleting trees, permissive modify, DirSync, links both ways, lockout, password policy and history, names that are unique,
and AD's result codes and texts.

## Beside Samba

Three suites ask this directory and a Samba 4.17 domain controller the same, in every run of the tests: a contract, a list of some 140 single requests, and 10,000 random requests in 200
sequences, after each of which everything that is there has to be the same (\`test/likeness/ldap-differential.test.ts\`, which prints the score). A difference that stands in neither table fails the tests, and so does a row
that no longer comes up. Where what Windows is documented to do differs from Samba, Windows wins.
`

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const randomTable = (): readonly string[] => [
  '### In random requests',
  '',
  '| what | Samba | here | why |',
  '| --- | --- | --- | --- |',
  ...ldapKnownDifferences.map(({ what, samba, practice, because, source }) => {
    const why = source === undefined ? cell(because) : `${cell(because)} ([source](${source}))`
    return `| ${cell(what)} | ${cell(samba)} | ${cell(practice)} | ${why} |`
  }),
  '',
]

const singleTable = (): readonly string[] => [
  '### In single requests',
  '',
  '| what | Samba | here | why |',
  '| --- | --- | --- | --- |',
  ...Object.entries(knownDifferences).map(
    ([name, { samba, practice, because }]) => `| ${cell(name)} | ${samba} | ${practice} | ${cell(because)} |`,
  ),
  '',
]

/** What the practice tenant's LDAP is, for somebody with an LDAP client, and in what it differs from Samba. */
export const ldapReadme = (): string =>
  [
    START,
    'The numbers are LDAP result codes, those with eight digits Windows’ own.',
    '',
    ...randomTable(),
    ...singleTable(),
  ].join('\n')
