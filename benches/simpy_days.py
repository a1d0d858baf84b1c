#!/usr/bin/env python3
"""The day loop of `safeconduct simulate` in SimPy, for speed and as a second opinion.

    benches/simpy_days.py SCRIPT.json RUNS

SCRIPT.json is what `cargo run --release -p benches --bin days` writes: the same plan, world and limits. A day is a
process, a truck is a process: it drives its way, is lost on it with the loss of all its stretches (one number a truck, as
the product draws it), or arrives after its days on the road. Crossings open and close by their chains, missions are denied,
hand-outs and meals follow the script; what was meant for a lane and could not leave stays meant for it. Nobody waits on the
road, and what is late goes on wherever trucks may still pass (the product also looks at room on roads, in fleets, at sites
and in stores). Prints one line of JSON: seconds a run, mean coverage and its standard error.
"""
import json, math, random, sys, time

import simpy


class Run:
    def __init__(self, script, seed):
        self.s, self.dice, self.env = script, random.Random(seed), simpy.Environment()
        goods = script["goods"]
        self.stock = list(script["start"])
        self.inflow = list(script["start"])
        self.kept = [[0] * goods for _ in range(script["people"]["groups"])]
        self.open = [None] * len(script["chains"])
        # By lane: what was meant for it and has not left yet.
        self.late = [[0] * goods for _ in script["lanes"]]
        self.came = {}
        self.fed = self.heads = 0.0

    def play(self):
        self.env.process(self.days())
        self.env.run()
        return self.fed / self.heads

    def days(self):
        for day in range(self.s["days"]):
            self.nature(day)
            for place, grams in self.s["bought"][day]:
                self.stock[place] += grams
                self.inflow[place] += grams
            # What left on earlier days arrives at the start of the day.
            yield self.env.timeout(0.1)
            for place, grams in self.s["given_up"][day]:
                self.stock[place] -= min(grams, self.stock[place])
            for source in self.s["sources"]:
                trucks = self.send(day, source)
                if trucks:
                    yield simpy.AllOf(self.env, trucks)
            self.hand_out(day)
            self.eat(day)
            self.expire(day)
            yield self.env.timeout(math.floor(self.env.now) + 1 - self.env.now)

    def nature(self, day):
        self.shut, self.limit = set(), {}
        for at, chain in enumerate(self.s["chains"]):
            number, was = self.dice.random(), self.open[at]
            if was is None:
                now = number < chain["open_at_start"]
            else:
                now = number >= chain["close"] if was else number < chain["open"]
            self.open[at] = now
            if not now:
                self.shut.add(chain["site"])
            deciles = chain["trucks"]
            if deciles:
                place = self.dice.random() * (len(deciles) - 1)
                low = min(int(place), len(deciles) - 1)
                high = min(low + 1, len(deciles) - 1)
                self.limit[chain["site"]] = deciles[low] + (place - low) * (deciles[high] - deciles[low])
        caps = self.s["people"]["entry_caps"]
        self.entries = [math.inf if cap[day] is None else cap[day] for cap in caps]

    def send(self, day, source):
        s, goods, site = self.s, self.s["goods"], source["site"]
        base, lanes = site * goods, range(*source["lanes"])
        sends = [max(self.stock[base + k] - s["keep"][day][base + k], 0) for k in range(goods)]
        if not any(sends):
            for at in lanes:
                self.late[at] = [0] * goods
            return []
        self.part(day, lanes, sends)
        if site in self.shut:
            return []
        masses, trucks = [], []
        for at in lanes:
            lane = s["lanes"][at]
            usable = any(s["open"][day][way] for way in range(*lane["ways"]))
            mass = list(self.late[at]) if usable else [0] * goods
            masses.append(mass)
            every = sum(mass)
            full = every > lane["crumb"]
            trucks.append(-(-(every - lane["crumb"]) // lane["payload"]) if full else 0)
        trucks = self.fit(day, source, lanes, masses, trucks)
        driving = []
        for at, mass, count in zip(lanes, masses, trucks):
            if count > 0:
                driving.extend(self.leave(day, source, at, mass, count))
        return driving

    def part(self, day, lanes, sends):
        split = self.s["split"][day]
        for k, lies in enumerate(sends):
            late = sum(self.late[at][k] for at in lanes)
            if not lies and not late:
                continue
            there, rest = (lies / late if late > lies else 1.0), max(lies - late, 0)
            given, edge = 0.0, 0
            for at in lanes:
                given += split[at][k]
                given = 1.0 if given > 1.0 - 1e-12 else given
                after = int(rest * given)
                self.late[at][k] = int(self.late[at][k] * there) + after - edge
                edge = after

    def fit(self, day, source, lanes, masses, trucks):
        cap = self.limit.get(source["site"], source["trucks"][day])
        most = math.inf if cap is None else cap
        most = min([most] + [self.entries[e] for e in source["entries"]])
        every = sum(trucks)
        if every > most + 1e-6:
            keep, edge, fitted = max(math.floor(most + 1e-6), 0) / every, self.dice.random(), []
            for count in trucks:
                after = edge + count * keep
                fitted.append(math.floor(after) - math.floor(edge))
                edge = after
            trucks = fitted
        for entry in source["entries"]:
            self.entries[entry] -= sum(trucks)
        for at, mass, count in zip(lanes, masses, trucks):
            lane, every = self.s["lanes"][at], sum(mass)
            fits = count * lane["payload"]
            if every > fits + lane["crumb"]:
                mass[:] = [int(m * fits / every) for m in mass]
        return trucks

    def leave(self, day, source, at, mass, count):
        lane, number = self.s["lanes"][at], self.dice.random()
        facilitated, impeded = lane["outcomes"][:2]
        if number >= facilitated + impeded and facilitated < 1.0:
            return
        if number >= facilitated and facilitated < 1.0:
            go = math.floor(count * lane["impeded_arrives"] + self.dice.random())
            mass, count = [int(m * go / count) for m in mass], go
        if not count:
            return
        base, goods = source["site"] * self.s["goods"], self.s["goods"]
        every, start, k = sum(mass), self.dice.random(), 0
        each, more = divmod(every, count)
        for truck in range(count):
            room, load = each + (truck < more), []
            while room > 0 and k < goods:
                taken = min(room, mass[k])
                mass[k] -= taken
                room -= taken
                if taken:
                    load.append((k, taken))
                k += mass[k] == 0
            way = self.way(day, lane, load, (start + truck / count) % 1.0)
            if way is None:
                continue
            for good, grams in load:
                self.stock[base + good] -= grams
                self.late[at][good] -= grams
            yield self.env.process(self.drive(day, lane["to"], way, load))

    def way(self, day, lane, load, turn):
        if lane["ways"][1] - lane["ways"][0] == 1:
            return lane["ways"][0]
        share, opened = self.s["share"][day], self.s["open"][day]
        ways = [w for w in range(*lane["ways"]) if opened[w]]
        odds = [sum(grams * share[w][good] for good, grams in load) for w in ways]
        rest, taken = turn * sum(odds), None
        for way, odd in zip(ways, odds):
            if odd <= 0.0:
                continue
            if rest >= 0.0:
                taken = way
            rest -= odd
        return taken

    def drive(self, day, to, way, load):
        risk, way = self.s["risk"][day][way], self.s["ways"][way]
        if risk > 0.0 and self.dice.random() < risk:
            return
        if way["lead"]:
            self.env.process(self.arrive_later(day + way["lead"], to, load))
        else:
            self.arrive(to, load)
        yield self.env.timeout(0)

    def arrive_later(self, day, to, load):
        yield self.env.timeout(day - self.env.now)
        self.arrive(to, load)

    def arrive(self, to, load):
        for good, grams in load:
            self.stock[to * self.s["goods"] + good] += grams
            self.inflow[to * self.s["goods"] + good] += grams

    def hand_out(self, day):
        s, people, goods = self.s, self.s["people"], self.s["goods"]
        for at, (site, first, last) in enumerate(people["counters"]):
            most = people["most_kcal"][day * len(people["counters"]) + at]
            if most is not None and most <= 0.0:
                continue
            base = site * goods
            outs = [max(self.stock[base + k] - s["keep"][day][base + k], 0) for k in range(goods)]
            kcal = sum(out * e for out, e in zip(outs, s["energy"]))
            part = most / kcal if most is not None and kcal > most else 1.0
            if not any(outs):
                continue
            given = [0.0] * goods
            for cell in range(first, last):
                self.fetch(day, cell, base, outs, part, given)

    def fetch(self, day, cell, base, outs, part, given):
        s, people, goods = self.s, self.s["people"], self.s["goods"]
        group, share = people["cells"][cell], people["share"][day][cell]
        kept = self.kept[group]
        has = sum(g * e for g, e in zip(kept, s["energy"]))
        need = people["need"][day * people["groups"] + group]
        meal = max(people["meal"][day * people["groups"] + group], need)
        comes = sum(outs[k] * part * share[k] * s["energy"][k] for k in range(goods))
        room = max(people["cycle"] * need + meal - has, 0.0)
        fits = room / comes if need > 0.0 and comes > room else 1.0
        for k in range(goods):
            to = given[k] + share[k]
            to = 1.0 if to > 1.0 - 1e-12 else to
            mine = int(outs[k] * part * to) - int(outs[k] * part * given[k])
            given[k] = to
            taken = int(mine * fits) if fits < 1.0 else mine
            self.stock[base + k] -= taken
            kept[k] += taken

    def eat(self, day):
        s, people = self.s, self.s["people"]
        for group in range(people["groups"]):
            at, kept = day * people["groups"] + group, self.kept[group]
            need, meal, before = people["need"][at], people["meal"][at], people["before"][at]
            has = sum(g * e for g, e in zip(kept, s["energy"]))
            most = max(need, meal)
            eats = min(meal + has - before, most) if has >= before else meal * has / before
            part, kcal = (min(eats / has, 1.0) if has > 0.0 else 1.0), 0.0
            for k, lies in enumerate(kept):
                eaten = lies if part >= 1.0 else int(lies * part)
                kept[k] -= eaten
                kcal += eaten * s["energy"][k]
            heads = people["heads"][day][group]
            self.heads += heads
            self.fed += heads * (min(kcal / need, 1.0) if need > 0.0 else 1.0)

    def expire(self, day):
        goods = self.s["goods"]
        for good, life in self.s["perishable"]:
            for site in range(self.s["sites"]):
                place = site * goods + good
                self.came[good, day, site] = self.inflow[place]
                before = self.came.get((good, day - life, site), 0)
                self.stock[place] -= max(self.stock[place] - (self.inflow[place] - before), 0)


def risks(script):
    """By day and way: the chance of a truck to be lost anywhere on it."""
    def risk(day, way):
        loss = script["loss"]
        steps = (loss[day * script["segments"] + segment] for segment in way["steps"])
        return 1.0 - math.prod(1.0 - sum(kinds) for kinds in steps)

    return [[risk(day, way) for way in script["ways"]] for day in range(script["days"])]


def main():
    script = json.load(open(sys.argv[1]))
    script["risk"] = risks(script)
    runs = int(sys.argv[2])
    started = time.process_time()
    coverage = [Run(script, seed).play() for seed in range(runs)]
    seconds = time.process_time() - started
    mean = sum(coverage) / runs
    spread = math.sqrt(sum((c - mean) ** 2 for c in coverage) / max(runs - 1, 1))
    print(json.dumps({
        "runs": runs, "days": script["days"], "seconds_a_run": seconds / runs,
        "coverage": mean, "standard_error": spread / math.sqrt(runs), "simpy": simpy.__version__,
    }))


if __name__ == "__main__":
    main()
