import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readYaml } from '../../src/files/read-yaml.ts'
import { leaverTable } from './leaver-table.ts'

const folder = join(import.meta.dirname, '..', '..', 'playbooks')

interface Top {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly people?: unknown
  readonly sample?: string
}

const wayIn = ({ people, sample }: Top): string => {
  if (people === 'existing') return 'an employee number, an address, or a file'
  return typeof people === 'object' ? 'nothing: it finds people itself' : `a file such as \`${sample ?? ''}\``
}

const tops = async (): Promise<readonly Top[]> => {
  const names = (await readdir(folder)).filter((name) => existsSync(join(folder, name, 'playbook.yaml'))).sort()
  const files = names.map((name) => join(folder, name, 'playbook.yaml'))
  return Promise.all(
    files.map(async (file) => {
      const read = readYaml(await readFile(file, 'utf8'), file)
      if (!read.ok) throw new Error(`${file} cannot be read`)
      return read.value.value as Top
    }),
  )
}

const LIST = 'list'
const LEAVER = 'leaver'

const block = (name: string, content: string, text: string): string => {
  const [begin, end] = [`<!-- ${name}: made by npm run docs -->`, `<!-- ${name} ends -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`playbooks/README.md lacks the marks ${begin} and ${end}`)
  return `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`
}

/** `playbooks/README.md` with its list of playbooks and its table of leavers as they are. */
export const playbooksReadme = async (): Promise<string> => {
  const text = await readFile(join(folder, 'README.md'), 'utf8')
  const lines = (await tops()).map(
    (top) => `| [\`${top.name}\`](${top.name}/notes.md) | ${top.description ?? top.title} | ${wayIn(top)} |`,
  )
  const list = ['| playbook | what it does | what it takes |', '| --- | --- | --- |', ...lines].join('\n')
  return block(LEAVER, await leaverTable(), block(LIST, list, text))
}
