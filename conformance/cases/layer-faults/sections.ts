import type { ConformanceCase } from "../../case.ts";
import { misread, refusedText } from "./fault.ts";

/** Layers whose sections are not what they should be. */
export const sectionFaults: readonly ConformanceCase[] = [
  refusedText(
    "a layer that is a text is refused",
    "just text\n",
    'cannot parse layer "base": yaml: unmarshal errors:\n  line 1: cannot unmarshal !!str `just text` into map[string]yaml.Node',
  ),
  refusedText(
    "a layer that is a number is refused",
    "5\n",
    'cannot parse layer "base": yaml: unmarshal errors:\n  line 1: cannot unmarshal !!int `5` into map[string]yaml.Node',
  ),
  refusedText(
    "a layer that is a list is refused",
    "- services\n",
    'cannot parse layer "base": yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into map[string]yaml.Node',
  ),
  refusedText(
    "an unknown section is refused",
    "servces: {}\n",
    'cannot parse layer "base": unknown section "servces"',
  ),
  refusedText(
    "a section with a capital is refused",
    "Services: {}\n",
    'cannot parse layer "base": unknown section "Services"',
  ),
  refusedText("a numeric section is refused", "5: {}\n", 'cannot parse layer "base": unknown section "5"'),
  refusedText(
    "a section that comes twice is refused",
    "summary: a\nservices: {}\nsummary: b\n",
    'cannot parse layer "base": yaml: unmarshal errors:\n  line 3: mapping key "summary" already defined at line 1',
  ),
  refusedText(
    "a section whose key is a list is refused",
    "? [services]\n: {}\n",
    'cannot parse layer "base": yaml: unmarshal errors:\n  line 1: cannot unmarshal !!seq into string',
  ),
  refusedText(
    "an empty summary is refused",
    "summary:\n",
    'cannot parse layer "base" section "summary": EOF',
  ),
  refusedText(
    "an empty description is refused",
    "summary: x\ndescription:\n",
    'cannot parse layer "base" section "description": EOF',
  ),
  refusedText(
    "an empty services section is refused",
    "services:\n",
    'cannot parse layer "base" section "services": EOF',
  ),
  refusedText(
    "an empty checks section is refused",
    "checks:\n",
    'cannot parse layer "base" section "checks": EOF',
  ),
  refusedText(
    "an empty log-targets section is refused",
    "log-targets:\n",
    'cannot parse layer "base" section "log-targets": EOF',
  ),
  refusedText(
    "a summary that is a list is refused",
    "summary: [a]\n",
    misread("summary", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "a summary that is a map is refused",
    "summary: {a: b}\n",
    misread("summary", "cannot unmarshal !!map into string"),
  ),
  refusedText(
    "a description that is a list is refused",
    "description: [a]\n",
    misread("description", "cannot unmarshal !!seq into string"),
  ),
  refusedText(
    "services as a list are refused",
    "services:\n  - a\n",
    misread("services", "cannot unmarshal !!seq into map[string]*plan.Service"),
  ),
  refusedText(
    "services as a text are refused",
    "services: a\n",
    misread("services", "cannot unmarshal !!str `a` into map[string]*plan.Service"),
  ),
  refusedText(
    "services as a long text are refused",
    "services: abcdefghijklm\n",
    misread("services", "cannot unmarshal !!str `abcdefg...` into map[string]*plan.Service"),
  ),
  refusedText(
    "checks as a list are refused",
    "checks: [a]\n",
    misread("checks", "cannot unmarshal !!seq into map[string]*plan.Check"),
  ),
  refusedText(
    "checks as a number are refused",
    "checks: 5\n",
    misread("checks", "cannot unmarshal !!int `5` into map[string]*plan.Check"),
  ),
  refusedText(
    "log-targets as a boolean are refused",
    "log-targets: true\n",
    misread("log-targets", "cannot unmarshal !!bool `true` into map[string]*plan.LogTarget"),
  ),
  refusedText(
    "log-targets as a list are refused",
    "log-targets: [a]\n",
    misread("log-targets", "cannot unmarshal !!seq into map[string]*plan.LogTarget"),
  ),
];
