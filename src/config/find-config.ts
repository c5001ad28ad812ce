import { dirname, join } from 'node:path'

const NAME = 'joinery.yaml'

/** The nearest joinery.yaml: in `cwd` or in a folder above it; null where there is none. */
export const findConfig = (cwd: string, isFile: (path: string) => boolean): string | null => {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, NAME)
    if (isFile(file)) return file
    if (dirname(folder) === folder) return null
  }
}
