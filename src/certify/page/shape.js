/**
 * How a document must look, member by member. A shape is a function from a value to the path of the first thing that
 * does not fit, `''` when everything does. Names not listed do not fit.
 */

export const string = (max) => (value) =>
  typeof value === 'string' && value.length >= 1 && value.length <= max ? '' : '.';
export const pattern = (expression) => (value) => (typeof value === 'string' && expression.test(value) ? '' : '.');
export const integer = (min, max) => (value) =>
  Number.isSafeInteger(value) && value >= min && value <= max ? '' : '.';
export const either =
  (...values) =>
  (value) =>
    values.includes(value) ? '' : '.';

export const list =
  (item, min = 0, max = Number.POSITIVE_INFINITY) =>
  (value) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return '.';
    for (const [index, element] of value.entries()) {
      const wrong = item(element);
      if (wrong) return `.${index}${wrong === '.' ? '' : wrong}`;
    }
    return '';
  };

/** Members whose name ends in `?` may be absent. */
export const object = (members) => {
  const known = new Map(Object.entries(members).map(([name, shape]) => [name.replace('?', ''), shape]));
  const required = Object.keys(members).filter((name) => !name.endsWith('?'));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return '.';
    for (const name of required) if (!(name in value)) return `.${name}`;
    for (const name of Object.keys(value)) {
      const shape = known.get(name);
      if (!shape) return '.?';
      const wrong = shape(value[name]);
      if (wrong) return `.${name}${wrong === '.' ? '' : wrong}`;
    }
    return '';
  };
};

export const text = string(4000);
export const name = string(500);
export const number = string(100);
export const count = integer(0, Number.MAX_SAFE_INTEGER);
export const positive = integer(1, Number.MAX_SAFE_INTEGER);
export const level = either(1, 2, 3);
export const instant = pattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const sha256 = pattern(/^[0-9a-f]{64}$/);
export const coordinate = pattern(/^[A-Za-z0-9_-]{43}$/);
