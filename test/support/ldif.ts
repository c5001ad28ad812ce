/** An entry as ldapsearch prints it: attribute names in lower case, values as text; what is no UTF-8 stays in base64 behind `base64:`. */
export interface LdifEntry {
  readonly dn: string
  readonly attributes: { readonly [name: string]: readonly string[] }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const decode = (base64: string): string => {
  try {
    return strictUtf8.decode(Buffer.from(base64, 'base64'))
  } catch {
    return `base64:${base64}`
  }
}

const parseLine = (line: string): readonly [string, string] => {
  const at = line.indexOf(':')
  const name = line.slice(0, at).toLowerCase()
  return line[at + 1] === ':' ? [name, decode(line.slice(at + 2).trim())] : [name, line.slice(at + 2)]
}

/** Reads the output of `ldapsearch -LLL -o ldif_wrap=no`. References to other servers are left out. */
export const parseLdif = (text: string): readonly LdifEntry[] => {
  const entries: LdifEntry[] = []
  for (const block of text.split(/\n\n+/)) {
    const lines = block.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    const [first, ...rest] = lines.map(parseLine)
    if (first?.[0] !== 'dn') continue
    const attributes: Record<string, string[]> = {}
    for (const [name, value] of rest) attributes[name] = [...(attributes[name] ?? []), value]
    entries.push({ dn: first[1], attributes })
  }
  return entries
}
