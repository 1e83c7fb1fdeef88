/** Where an event came from. */
export interface EventOrigin {
  /**
   * The subscribed field: `messages`, `user_preferences`, `message_template_status_update`… `standby` where another
   * application answers the customer for now: what they write and what becomes of our messages stays true.
   */
  readonly field: string;
  /** The WhatsApp Business Account; the business portfolio on `partner_solutions`. */
  readonly wabaId: string | undefined;
  /** The business's number; only on the fields of messages. */
  readonly phoneNumberId: string | undefined;
}

/** A customer, by what Meta tells: the number is missing for people who use a username, the user id in older shapes. */
export interface EventCustomer {
  /** What Meta calls the number: digits only. */
  readonly waId: string | undefined;
  /** Business-scoped user id, such as `US.90817263544536271819`. */
  readonly userId: string | undefined;
  /** The user id that linked portfolios share: `US.ENT.…`. */
  readonly parentUserId: string | undefined;
  /** Without `@`. Foreign text. */
  readonly username: string | undefined;
  /** The name that the person gave to the profile: foreign text. */
  readonly name: string | undefined;
}
