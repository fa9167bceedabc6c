const LIVE = /<(@[!&]?\d|#\d|a?:\w+:\d|\/|t:|id:|https?:)|@everyone|@here/gi;

/** Whatever Discord would act on in a content (`@everyone`, `<@1>`, `</ask:1>`), targets of masked links excepted. */
export function liveTokens(content: string): readonly string[] {
  return content.replaceAll("(<http", "(http").match(LIVE) ?? [];
}
