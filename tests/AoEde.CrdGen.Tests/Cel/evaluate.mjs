// Evaluates the CEL rules of CustomResourceDefinitions over objects, as an API server does after it has filled in defaults.
// usage: node evaluate.mjs MODULE DEFINITIONS.json CASES.json    prints a JSON list of {id, broken: [message]}
import { readFileSync } from "node:fs";

const [module, definitionsFile, casesFile] = process.argv.slice(2);
const { evaluate } = await import(module);
const schemas = Object.fromEntries(JSON.parse(readFileSync(definitionsFile, "utf8"))
  .map(crd => [crd.spec.names.kind, crd.spec.versions[0].schema.openAPIV3Schema]));

/** The value as CEL sees it: defaults filled in, integers as integers, a set in one order (a server compares sets without it). */
function prepare(value, schema) {
  if (schema.type === "integer") return BigInt(value);
  if (schema.type === "array") {
    const items = value.map(item => prepare(item, schema.items));
    return schema["x-kubernetes-list-type"] === "set" ? items.sort() : items;
  }
  if (schema.type !== "object") return value;
  const object = { ...value };
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (object[name] === undefined && field.default !== undefined) object[name] = field.default;
    if (object[name] !== undefined) object[name] = prepare(object[name], field);
  }
  return object;
}

/** A rule that compares with the former object does not apply where there is none. */
function* broken(self, oldSelf, schema) {
  for (const { rule, message } of schema["x-kubernetes-validations"] ?? []) {
    const compares = /\boldSelf\b/.test(rule);
    if (compares && oldSelf === undefined) continue;
    if (evaluate(rule, compares ? { self, oldSelf } : { self }) !== true) yield message;
  }
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    if (self[name] !== undefined && field.type === "object") yield* broken(self[name], oldSelf?.[name], field);
}

const results = JSON.parse(readFileSync(casesFile, "utf8")).map(({ id, kind, object, old }) => {
  const schema = schemas[kind];
  return { id, broken: [...broken(prepare(object, schema), old && prepare(old, schema), schema)] };
});
console.log(JSON.stringify(results));
