import { businessInput } from "../people/business-shape.ts";
import { elsewhereInput } from "../pricing/elsewhere-shape.ts";
import { sendingInput } from "../sending/sending-shape.ts";
import type { Control } from "./control.ts";
import { inboundInput } from "./inbound-input.ts";
import * as input from "./input.ts";
import { categoryInput, pacingInput, qualityInput, statusInput } from "./input-templates.ts";

const read = input.readGiven;

const readPhone = (phone: unknown): string => read(input.memberInput, { phone }).phone;

/**
 * The control calls for a program in the same process. Its types may be wrong or missing, so everything is read as strictly
 * as over HTTP: a mistake is a ControlError here and not some other error later.
 */
export function checkedControl(control: Control): Control {
  return {
    ...control,

    inbound: (message) => control.inbound(read(inboundInput, message)),
    customer: (phone, changes = {}) => control.customer(readPhone(phone), read(input.customerInput, changes)),
    describeCustomer: (phone) => control.describeCustomer(readPhone(phone)),
    business: (changes = {}) => control.business(read(businessInput, changes)),

    joinGroup: (id, phone) => control.joinGroup(id, readPhone(phone)),
    leaveGroup: (id, phone) => control.leaveGroup(id, readPhone(phone)),
    withdrawJoinRequest: (id, phone) => control.withdrawJoinRequest(id, readPhone(phone)),
    suspendGroup: (id, suspended = true) => control.suspendGroup(id, read(input.groupInput, { suspended }).suspended),

    template: (template) => control.template(read(input.templateInput, template)),
    setTemplateStatus: (id, change) => control.setTemplateStatus(id, read(statusInput, change)),
    setTemplateQuality(id, score, blocks) {
      const known = read(qualityInput, { score, blocks });
      control.setTemplateQuality(id, known.score, known.blocks);
    },
    changeTemplateCategory(id, category, change) {
      const { category: known, ...rest } = read(categoryInput, { ...change, category });
      control.changeTemplateCategory(id, known, rest);
    },
    decidePacing: (id, decision) => control.decidePacing(id, read(pacingInput, { decision }).decision),

    emit: (webhook) => control.emit(read(input.emitInput, webhook)),
    fault: (fault) => control.fault(read(input.faultInput, fault)),
    limits: (changes = {}) => control.limits(read(input.limitsInput, changes)),
    sending: (changes = {}) => control.sending(read(sendingInput, changes)),
    chargedElsewhere: (input) => control.chargedElsewhere(read(elsewhereInput, input)),
    token: (changes = {}) => control.token(read(input.tokenInput, changes)),
    webhook: async (changes) => control.webhook(changes === null ? null : read(input.webhookInput, changes)),
    redeliver: (id) => control.redeliver(read(input.redeliverInput, { id }).id),
  };
}
