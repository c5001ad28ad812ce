import { Fault } from '../model/fault.ts'
import { showText } from '../model/show-text.ts'

/** Parts of Node and of packages whose tracing prints what is sent. https://nodejs.org/api/cli.html#node_debugmodule */
const telltale = ['ldapts', 'http', 'https', 'http2', 'tls', 'net', 'stream', 'fetch', 'undici']

const escaped = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')

/** NODE_DEBUG is a list with `*` for anything, in any case. */
const matches = (pattern: string, section: string): boolean =>
  new RegExp(`^${escaped(pattern).replaceAll('*', '.*')}$`, 'i').test(section)

/** The fault with which to end where NODE_DEBUG would print secrets; undefined where it would not. */
export const refuseNodeDebug = (env: { readonly [name: string]: string | undefined }): Fault | undefined => {
  const value = env['NODE_DEBUG'] ?? ''
  for (const pattern of value.split(',').map((part) => part.trim())) {
    const section = pattern && telltale.find((each) => matches(pattern, each))
    if (section) return new Fault('config/node-debug', { value: showText(value), section })
  }
  return undefined
}
