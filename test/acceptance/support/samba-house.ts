import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type JoineryEnd, runJoinery } from '../../support/run-joinery.ts'
import { newOu, type SharedSamba } from '../../support/shared-samba.ts'
import { root } from '../../support/source-files.ts'

/** What the server itself counts, or puts there when it is written to. */
const OF_THE_SERVER = new Set([
  'dscorepropagationdata',
  'lockouttime',
  'pwdlastset',
  'usnchanged',
  'usncreated',
  'whenchanged',
  'whencreated',
])

/** An organisation of its own on the shared domain controller: an OU with departments and groups, and a folder with the playbooks that ship. */
export interface SambaHouse {
  readonly samba: SharedSamba
  readonly ou: string
  readonly folder: string
  /** Writes a file into the folder and answers its name. */
  file(name: string, text: string): string
  playbook(name: string, steps: string): void
  joinery(...argv: readonly string[]): Promise<JoineryEnd>
  /** Everything below the OU as another client shows it, without what the server counts. */
  snapshot(): Promise<unknown>
  close(): void
}

/** The playbooks that ship name OUs below the domain; here everything stands below an OU of the test. */
const copyPlaybooks = (folder: string, ou: string): void => {
  cpSync(join(root, 'playbooks'), join(folder, 'playbooks'), { recursive: true })
  for (const name of readdirSync(join(folder, 'playbooks'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('playbook.yaml')) continue
    const file = join(folder, 'playbooks', name)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('OU=Disabled', `"OU=Disabled,${ou}"`))
  }
}

const rolesOf = (departments: readonly string[], ou: string, tag: string): string =>
  [
    `everyone: { groups: ["Staff ${tag}"] }`,
    'department:',
    ...departments.map((name) => `  ${name}: { ou: "OU=${name},${ou}", groups: ["${name} ${tag}"] }`),
    '',
  ].join('\n')

export const openSambaHouse = async (
  samba: SharedSamba,
  tag: string,
  departments: readonly string[] = ['Sales', 'HR'],
): Promise<SambaHouse> => {
  const ou = await newOu(samba)
  for (const name of [...departments, 'Disabled'])
    await samba.ldapmodify(`dn: OU=${name},${ou}\nobjectClass: organizationalUnit\n`)
  for (const name of [...departments, 'Staff'])
    await samba.ldapmodify(`dn: CN=${name} ${tag},${ou}\nobjectClass: group\nsAMAccountName: ${name} ${tag}\n`)
  const folder = mkdtempSync(join(tmpdir(), 'joinery-'))
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 })
    return name
  }
  copyPlaybooks(folder, ou)
  const { url, service, caFile } = samba
  file(
    'joinery.yaml',
    [
      'organisation: { name: Contoso, mode: ad, mailDomain: contoso.test }',
      `ad: { servers: ["${url}"], user: ${service.user}, password: { env: AD_PASSWORD }, ca: ${caFile} }`,
      '',
    ].join('\n'),
  )
  file('policy.yaml', 'limits: { people: 100, percent: 100, hardPercent: 100 }\n')
  file('playbooks/shared/roles.yaml', rolesOf(departments, ou, tag))
  return {
    samba,
    ou,
    folder,
    file,
    playbook(name, steps) {
      mkdirSync(join(folder, 'playbooks', name), { recursive: true })
      file(`playbooks/${name}/playbook.yaml`, `name: ${name}\nsteps:\n${steps.replace(/^/gm, '  ')}\n`)
    },
    joinery: (...argv) => runJoinery(argv, { cwd: folder, env: { AD_PASSWORD: service.password } }),
    async snapshot() {
      const entries = await samba.ldapsearch('(objectClass=*)', [], ou)
      return entries
        .map(({ dn, attributes }) => {
          const kept = Object.entries(attributes).filter(([name]) => !OF_THE_SERVER.has(name))
          return { dn, attributes: Object.fromEntries(kept.map(([name, values]) => [name, [...values].sort()])) }
        })
        .sort((a, b) => (a.dn < b.dn ? -1 : 1))
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}
