"""What every area stands on, without a word of the domain: permissions, audit, states, pages, documents, pictures."""
