// Where the rest of a graph is that is too large for one file: on the server the page comes from, or nowhere.

/** Tell whether there is a server that has the rest. */
const isServed = () => Boolean(byId('rest')?.dataset.address);

class Source {
  constructor(graph, address) {
    Object.assign(this, { graph, address, asked: new Map() });
  }

  /** Return the source of a page; null where the page holds all or was opened as a file. */
  static of(graph) {
    return isServed() ? new Source(graph, byId('rest').dataset.address) : null;
  }

  /** Fetch a part and join it with the graph; the same is asked for once. Return the answer. */
  bring(fields, anchor = null) {
    const query = new URLSearchParams(fields).toString();
    if (!this.asked.has(query)) this.asked.set(query, this.fetched(query, anchor));
    return this.asked.get(query);
  }

  async fetched(query, anchor) {
    try {
      const part = await this.ask(query);
      join(this.graph, part, anchor);
      return part;
    } catch (error) {
      this.asked.delete(query); // it may be asked again
      throw error;
    }
  }

  async ask(query) {
    const answer = await fetch(`${this.address}?${query}`).catch((error) => { throw new SourceError('The server does not answer.', { cause: error }); });
    if (answer.status === 404) throw new SourceError('The server does not know it.');
    if (!answer.ok) throw new SourceError(`The server answers ${answer.status}: ${shorten(await answer.text(), 200)}`);
    return answer.json();
  }

  /** Bring the next claims about an entity. */
  async around(entity) {
    if (entity.next === null) return;
    const { next } = await this.bring({ around: entity.id, from: entity.next ?? 0 }, entity);
    entity.next = next;
  }

  /** Bring entities that an address names and the page does not hold. */
  async named(ids) {
    for (const id of ids.filter((one) => !this.graph.entityById.has(one))) {
      const { next } = await this.bring({ around: id, from: 0 });
      const entity = this.graph.entityById.get(id);
      if (entity) entity.next = next;
    }
  }

  /** Return entities by name; one that the page does not hold has no key. */
  async find(text) {
    const { entities } = await this.ask(new URLSearchParams({ find: text }).toString());
    return rowsOf(entities).map((row) => this.graph.entityById.get(row.id) ?? { ...row, ...styleOf(this.graph, row.type) });
  }
}

class SourceError extends Error {}
