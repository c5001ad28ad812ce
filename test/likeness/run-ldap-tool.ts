import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export interface ToolEnd {
  readonly code: number
  readonly out: string
  readonly err: string
}

const TOOLS = ['ldapsearch', 'ldapadd', 'ldapmodify', 'ldapmodrdn', 'ldapdelete', 'ldapcompare', 'ldapwhoami']

/** OpenLDAP's programs that are not installed; Debian has them in ldap-utils. */
export const missingTools = (): readonly string[] => TOOLS.filter((tool) => !existsSync(join('/usr/bin', tool)))

/** Runs one of OpenLDAP's programs to its end, whatever that is. `ca` is the PEM file of the authority that it trusts. */
export const runLdapTool = (
  tool: string,
  server: { readonly url: string; readonly ca: string },
  args: readonly string[],
  input = '',
): Promise<ToolEnd> =>
  new Promise((resolve) => {
    const child = execFile(
      tool,
      ['-x', '-H', server.url, ...args],
      {
        encoding: 'utf8',
        env: { ...process.env, LDAPTLS_CACERT: server.ca, LDAPTLS_REQCERT: 'demand' },
        maxBuffer: 64 * 1024 * 1024,
      },
      (error, out, err) => resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    )
    child.stdin?.on('error', () => {})
    child.stdin?.end(input)
  })
