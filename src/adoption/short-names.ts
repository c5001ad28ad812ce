/** Given names and what people call those who bear them, each line one name. */
const lines = [
  'alexander alex sascha sasha xander olek',
  'alexandra alex sandra sasha ola',
  'andreas andi andy',
  'andrew andy drew',
  'anna ania anja anne annie',
  'anthony tony anton',
  'barbara babs basia barb',
  'benjamin ben benny',
  'catherine katherine kate katie cathy kathy kat katharina',
  'charles charlie chuck',
  'christian chris',
  'christina christine chris tina',
  'christopher christoph chris',
  'daniel dan danny',
  'david dave',
  'deborah debra deb debbie',
  'dorothea dorothy dora dorota dot',
  'edward ed eddie ted',
  'elizabeth elisabeth liz beth betty lisa ela elzbieta',
  'emily emilia emma',
  'frederick friedrich fred fritz',
  'gabriele gabriela gabi',
  'gregory greg',
  'hans johannes johann johan',
  'henry harry hank heinrich heinz',
  'james jim jimmy jamie',
  'jennifer jen jenny',
  'joanna asia joan',
  'jonathan jon jonny',
  'john jack johnny jan',
  'joseph joe josef sepp jose pepe',
  'katarzyna kasia',
  'lawrence larry',
  'magdalena magda lena',
  'malgorzata gosia margaret',
  'margaret maggie meg peggy margarete',
  'maria mary marie mia',
  'martin marty',
  'matthew matt matthias',
  'maximilian max',
  'michael mike mick micky michal michel',
  'nathaniel nathan nate',
  'nicholas nick nicolas niklas klaus',
  'patricia pat patty tricia',
  'patrick pat paddy',
  'peter pete',
  'philip phil phillip philipp',
  'rebecca becky becca',
  'richard rick dick rich ricky',
  'robert bob rob bobby robbie bert',
  'ronald ron ronny',
  'samuel sam sammy',
  'samantha sam',
  'stanislaw staszek stan',
  'stephen steven steve stefan',
  'susan sue susanne susanna suzanne',
  'teresa theresa tess',
  'theodore ted theo',
  'thomas tom tommy',
  'timothy tim',
  'tomasz tomek',
  'victoria vicky tori',
  'william will bill billy liam wilhelm willi',
  'wolfgang wolf',
]

const linesOf = new Map<string, Set<number>>()
for (const [index, line] of lines.entries()) {
  for (const name of line.split(' ')) linesOf.set(name, new Set([...(linesOf.get(name) ?? []), index]))
}

/** Names of the groups that a given name in plain letters belongs to: names of one group may stand for each other. */
export const shortNameGroups = (name: string): readonly string[] =>
  [...(linesOf.get(name) ?? [])].map((line) => `short-name-${line}`)

/** Whether one of two given names, in plain letters, may stand for the other: Bob and Robert. */
export const areShortForms = (one: string, other: string): boolean => {
  const own = linesOf.get(one)
  return own !== undefined && [...(linesOf.get(other) ?? [])].some((line) => own.has(line))
}
