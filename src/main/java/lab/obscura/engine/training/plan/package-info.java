/** What a training is to do: epochs, rates, schedule, and the stages that training rules make of it. */
package lab.obscura.engine.training.plan;
