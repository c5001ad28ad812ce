import type { ProgressEvent } from '../../model/progress-event.ts'
import type { RunPerson } from '../../model/run.ts'
import { progressLine } from '../views/progress-line.ts'
import type { Bench } from './performer.ts'

const MINUTE_MS = 60_000

/** Tells what happens while a run goes on: on standard output for people, on standard error beside a JSON document. */
export const showProgress = (
  { io, options }: Bench,
  people: readonly RunPerson[],
): ((event: ProgressEvent) => void) => {
  if (options.quiet) return () => undefined
  const names = new Map(people.map(({ key, name }) => [key, name]))
  const isNews = newsOfWaits()
  return (event) => {
    if (!isNews(event)) return
    const person = 'change' in event ? event.change.person : ''
    const line = progressLine(event, names.get(person) ?? person, io.paint)
    if (line !== null) (options.json ? io.err : io.out)(line)
  }
}

/** A wait is told of when it begins and then once a minute. */
const newsOfWaits = (): ((event: ProgressEvent) => boolean) => {
  const told = new Map<string, number>()
  return (event) => {
    if (event.type !== 'waiting') return true
    const minute = Math.floor(event.sinceMs / MINUTE_MS)
    if (told.get(event.change.id) === minute) return false
    told.set(event.change.id, minute)
    return true
  }
}
