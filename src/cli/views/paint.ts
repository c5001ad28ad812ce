import { styleText } from 'node:util'

/** Colours for a terminal, or none. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
  readonly red: (text: string) => string
  readonly cyan: (text: string) => string
}

type Style = keyof Paint

const styled =
  (style: Style) =>
  (text: string): string =>
    styleText(style, text, { validateStream: false })

/** `colour` is decided once, from the stream, `NO_COLOR` and `--no-color`. */
export const createPaint = (colour: boolean): Paint => {
  const plain = (text: string): string => text
  const make = (style: Style) => (colour ? styled(style) : plain)
  return {
    bold: make('bold'),
    dim: make('dim'),
    green: make('green'),
    yellow: make('yellow'),
    red: make('red'),
    cyan: make('cyan'),
  }
}
