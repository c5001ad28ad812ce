/** Names that mean an account, a device or nothing at all somewhere, so that nobody may sign in with them. */
const builtIn: readonly string[] = [
  // Accounts of Windows, AD and Unix.
  ...'administrator admin admins guest guests krbtgt root system sysadmin superuser operator defaultaccount wdagutilityaccount support_388945a0'.split(
    ' ',
  ),
  ...'localsystem localservice networkservice service daemon nobody anonymous everyone self owner users user domain'.split(
    ' ',
  ),
  // Device names of DOS, which are no file names in Windows. https://learn.microsoft.com/windows/win32/fileio/naming-a-file
  ...'con prn aux nul'.split(' '),
  ...Array.from({ length: 10 }, (_, number) => [`com${number}`, `lpt${number}`]).flat(),
  // Mailboxes that RFC 2142 gives a meaning.
  ...'postmaster hostmaster webmaster abuse noc security mailer-daemon noreply no-reply'.split(' '),
  // What readers of files take for "no value".
  ...'null nil none undefined nan true false yes no na unknown test'.split(' '),
]

/** The reserved names, those of `naming.yaml` included; letter case does not count. */
export const reservedNames = (own: readonly string[]): ReadonlySet<string> =>
  new Set([...builtIn, ...own.map((name) => name.trim().toLowerCase())])
