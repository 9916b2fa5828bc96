// Evaluates ValidatingAdmissionPolicies over requests, as an API server does.
// usage: node evaluate.mjs MODULE POLICIES.json REQUESTS.json    prints a JSON list, for each request the messages that deny it
import { readFileSync } from "node:fs";

const [module, policiesFile, requestsFile] = process.argv.slice(2);
const { evaluate } = await import(module);
const policies = JSON.parse(readFileSync(policiesFile, "utf8"));

function matches(rule, { operation, group, version, resource, subResource }) {
  const name = subResource ? `${resource}/${subResource}` : resource;
  return rule.apiGroups.includes(group) && rule.apiVersions.includes(version)
    && rule.operations.includes(operation) && rule.resources.includes(name);
}

function* denials({ request, object, oldObject }) {
  for (const { spec } of policies) {
    if (!spec.matchConstraints.resourceRules.some(rule => matches(rule, request))) continue;
    const context = { request, object, oldObject: oldObject ?? null };
    if (!spec.matchConditions.every(({ expression }) => evaluate(expression, context))) continue;
    const variables = {};
    for (const { name, expression } of spec.variables) variables[name] = evaluate(expression, { ...context, variables });
    for (const { expression, message } of spec.validations) {
      let holds;
      try { holds = evaluate(expression, { ...context, variables }); } catch (error) { holds = false; }
      if (holds !== true) yield message;
    }
  }
}

console.log(JSON.stringify(JSON.parse(readFileSync(requestsFile, "utf8")).map(request => [...denials(request)])));
