package lab.obscura.queue;

import java.time.Instant;
import lab.obscura.account.Actor;

/**
 * One change of a run: of its state or, where that stays, of what people may edit.
 *
 * @param from the state before; the name of no state (empty) for the first
 * @param actor who asked for it; {@link Actor#SYSTEM} when nobody did
 */
public record RunChange(int number, String from, RunState to, String reason, Actor actor, int attempt, Instant at) {}
