import type { ObjectRef } from '../../model/object-ref.ts'

/** PowerShell takes the typographic quotes for straight ones, so each of them ends a text unless it is doubled. */
const QUOTES = /['\u2018\u2019\u201a\u201b]/g

/** A text as PowerShell reads it back letter for letter: nothing in it is expanded, and nothing in it ends it. */
export const quoted = (text: string): string => `'${text.replace(QUOTES, '$&$&')}'`

/** How a cmdlet is told which object is meant: by its id, or by its name while it has none. */
export const identity = (ref: ObjectRef): string => quoted('id' in ref ? ref.id : ref.name)

export const truth = (value: boolean): string => (value ? '$true' : '$false')
