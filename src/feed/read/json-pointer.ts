/** The parts of a JSON pointer (RFC 6901) without escapes; undefined for a text that is none. https://www.rfc-editor.org/rfc/rfc6901 */
export const pointerParts = (text: string): readonly string[] | undefined => {
  if (text === '') return []
  if (!text.startsWith('/') || /~(?![01])/.test(text)) return undefined
  return text
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What stands behind a pointer; undefined behind a parent that is missing, null, or no map or list. */
export const follow = (value: unknown, parts: readonly string[]): unknown => {
  let here = value
  for (const part of parts) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = (here as { readonly [key: string]: unknown })[part]
  }
  return here
}

export const pointerText = (parts: readonly (string | number)[]): string =>
  parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
