/** Which folders and packages a folder of `src` may import. */
export interface FolderRule {
  readonly own: readonly string[]
  readonly npm: readonly string[]
}

/** The import table of the design. Folders below `src`; `.` stands for the files of `src` itself. */
export const importTable: { readonly [folder: string]: FolderRule } = {
  model: { own: [], npm: ['zod', 'fastest-levenshtein'] },
  ports: { own: ['model'], npm: [] },
  host: { own: ['model', 'ports'], npm: [] },
  files: { own: ['model'], npm: ['yaml', 'zod'] },
  config: {
    own: ['model', 'ports', 'files'],
    npm: ['zod', '@napi-rs/keyring', '@azure/identity', '@azure/keyvault-secrets'],
  },
  changes: { own: ['model', 'ports'], npm: [] },
  steps: { own: ['model', 'ports', 'changes'], npm: ['zod'] },
  playbook: {
    own: ['model', 'ports', 'changes', 'steps', 'files'],
    npm: ['zod', '@marcbachmann/cel-js', '@bufbuild/re2', '@sindresorhus/transliterate', 'any-ascii'],
  },
  planner: { own: ['model', 'ports', 'changes', 'steps', 'playbook'], npm: [] },
  runner: { own: ['model', 'ports', 'changes'], npm: ['p-limit'] },
  lookup: { own: ['model', 'ports'], npm: [] },
  adoption: { own: ['model', 'ports'], npm: ['@sindresorhus/transliterate', 'any-ascii'] },
  feed: { own: ['model', 'files'], npm: ['zod', 'csv-parse', 'read-excel-file', 'yauzl', 'fflate'] },
  lifecycle: { own: ['model', 'ports', 'feed', 'runner'], npm: ['temporal-polyfill'] },
  wire: { own: ['model'], npm: [] },
  ad: { own: ['model', 'ports'], npm: ['ldapts'] },
  exchange: { own: ['model', 'ports', 'wire'], npm: [] },
  entra: { own: ['model', 'ports', 'wire'], npm: ['@microsoft/microsoft-graph-client', '@azure/identity'] },
  store: { own: ['model', 'ports'], npm: ['pg'] },
  queue: { own: ['model', 'ports'], npm: ['pg-boss'] },
  handover: { own: ['model', 'ports'], npm: ['age-encryption'] },
  notify: { own: ['model', 'ports'], npm: [] },
  service: {
    own: ['model', 'ports', 'lifecycle'],
    npm: ['hono', '@hono/node-server', 'pino', 'prom-client', 'croner', '@opentelemetry/api'],
  },
  scim: { own: ['model', 'ports', 'files', 'feed', 'service'], npm: ['hono', 'scimmy'] },
  practice: { own: ['model'], npm: ['ldapts', '@peculiar/x509', 'reflect-metadata'] },
  app: {
    own: [
      'model',
      'ports',
      'host',
      'files',
      'config',
      'changes',
      'steps',
      'playbook',
      'planner',
      'runner',
      'lookup',
      'adoption',
      'feed',
      'lifecycle',
      'ad',
      'entra',
      'exchange',
      'store',
      'queue',
      'handover',
      'notify',
      'service',
      'scim',
      'practice',
    ],
    npm: ['p-limit'],
  },
  cli: { own: ['app', 'model'], npm: ['yargs'] },
  '.': {
    own: ['app', 'cli', 'model', 'ports', 'host', 'planner', 'runner', 'playbook', 'steps', 'practice', 'feed'],
    npm: [],
  },
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Every module that a source text names in an import, static or dynamic. */
export const importsOf = (source: string): readonly string[] =>
  [...source.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')

const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '.')

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

/** `feed/x.ts` and `../model/y.ts` give `model/y.ts`. */
export const resolveImport = (file: string, specifier: string): string =>
  new URL(specifier, `file:///${file}`).pathname.slice(1)

/** Imports that the table forbids, one line each. `files` maps paths below `src` to their text. */
export const forbiddenImports = (files: ReadonlyMap<string, string>, table = importTable): readonly string[] => {
  const found: string[] = []
  for (const [file, source] of files) {
    const folder = folderOf(file)
    const rule = table[folder]
    if (!rule) {
      found.push(`${file}: the folder ${folder} is not in the import table`)
      continue
    }
    for (const specifier of importsOf(source)) {
      if (specifier.startsWith('node:')) continue
      if (!specifier.startsWith('.')) {
        if (!rule.npm.includes(packageOf(specifier))) found.push(`${file} imports ${specifier}`)
        continue
      }
      const target = folderOf(resolveImport(file, specifier))
      if (target !== folder && !rule.own.includes(target)) found.push(`${file} imports ${specifier}`)
    }
  }
  return found
}

/** Circles of imports, each as `a -> b -> a`. Imports of types count: they tie two files together all the same. */
export const importCycles = (files: ReadonlyMap<string, string>): readonly string[] => {
  const edges = new Map(
    [...files].map(([file, source]) => [
      file,
      importsOf(source)
        .filter((to) => to.startsWith('.'))
        .map((to) => resolveImport(file, to)),
    ]),
  )
  const finished = new Set<string>()
  const cycles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      return
    }
    if (finished.has(file)) return
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    finished.add(file)
  }
  for (const file of files.keys()) visit(file, [])
  return cycles
}
