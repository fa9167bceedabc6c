import type { AllMiddlewareArgs, App, SlackEventMiddlewareArgs } from "@slack/bolt";

type EventArgs<Type extends string> = SlackEventMiddlewareArgs<Type> & AllMiddlewareArgs;

/** Takes the listener of each type of event. */
export interface Events {
  on<Type extends string>(type: Type, listener: (args: EventArgs<Type>) => Promise<void>): void;
}

/**
 * Finds the listener of an event by its type. Bolt would ask each listener of the app, those of buttons and commands too,
 * whether the event is for it; and a mention makes three events: as such, as a message, and that of its answer.
 */
export function createEvents(app: App): Events {
  const listeners = new Map<string, (args: EventArgs<string>) => Promise<void>>();
  app.use(async (args) => {
    if ("event" in args) await listeners.get(args.event.type)?.(args);
    else await args.next();
  });
  return {
    on(type, listener) {
      listeners.set(type, (args) => listener(args as EventArgs<typeof type>));
    },
  };
}
