declare const brand: unique symbol;

/** A `T` that only one place may make, so that a plain string is never taken for a checked one. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
