/**
 * `make` worked out once for each object, and kept as long as the object lives.
 *
 * The one cache of evaluation and wording. It changes no answer: the objects never change and `make` reads nothing
 * else, so what is kept is what would be worked out again.
 */
export function oncePer<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const kept = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known.value;
    const value = make(key);
    kept.set(key, { value });
    return value;
  };
}

/**
 * `make` for an owner and a list, worked out once for a list that is frozen.
 *
 * Such a list cannot change and is kept itself; any other list belongs to one question, and is not worth keeping.
 */
export function keptForLists<Owner extends object, Item, Value>(
  make: (owner: Owner, list: readonly Item[]) => Value,
): (owner: Owner, list: readonly Item[]) => Value {
  const keptOf = oncePer((owner: Owner) => oncePer((list: readonly Item[]) => make(owner, list)));
  return (owner, list) => (Object.isFrozen(list) ? keptOf(owner)(list) : make(owner, list));
}
