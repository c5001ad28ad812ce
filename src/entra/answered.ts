import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import { textIn } from '../wire/json-shape.ts'
import { stateText } from './graph-request.ts'

/** What the answer to a write must hold. It was carried out, so its absence leaves the change made and unknown to us. */
export const answered = (json: Json | undefined, name: string, doing: string): string => {
  const text = textIn(json, name)
  if (text) return text
  throw new Fault(
    'entra/unexpected-answer',
    { doing, detail: `it lacks ${name}`, state: stateText('done') },
    { effect: 'done' },
  )
}
