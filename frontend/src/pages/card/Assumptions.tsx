import { List } from "@mantine/core";
import { useVocabulary } from "../../components/useVocabulary";
import { knowledgeOf } from "../../text/knowledge";
import { asObject, written, type Json } from "../../text/json";
import { titleOf } from "../../text/vocabulary";
import { Section } from "./Section";

/** What the numbers below presuppose: where the network is cut, what the attackers had, and which attacks were tried. */
export function Assumptions({ definition }: { definition: Json }) {
  const vocabulary = useVocabulary();
  const network = asObject(definition.network);
  const training = asObject(definition.training);
  const threat = written(asObject(definition.threatModel).threatModel ?? "white-box");
  const attacks = Array.isArray(definition.attacks) ? definition.attacks.map(asObject) : [];
  const knowledges = [...new Set(attacks.map((attack) => written(attack.knowledge ?? "none")))];
  return (
    <Section title="What is assumed">
      <List size="sm">
        <List.Item>
          {written(network.backbone)} at width {written(network.width)}, cut behind layer {written(network.cutLayer)}; trained for{" "}
          {written(training.epochs)} epochs. Whoever attacks sees what the edge sends, and nothing else of a target.
        </List.Item>
        <List.Item>Attackers had at most {threat} access to the network.</List.Item>
        {knowledges.map((id) => (
          <List.Item key={id}>
            Learned from {knowledgeOf(id).learnedFrom}, judged on {knowledgeOf(id).attacked}.
          </List.Item>
        ))}
        <List.Item>
          Tried: {attacks.length === 0 ? "no attack" : attacks.map((attack) => titleOf(vocabulary, written(attack.attack))).join(", ")}. A
          stronger attacker than these may get further.
        </List.Item>
      </List>
    </Section>
  );
}
