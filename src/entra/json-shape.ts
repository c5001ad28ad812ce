export { listIn, member, numberIn, objectOf, textIn, textsIn } from '../wire/json-shape.ts'
