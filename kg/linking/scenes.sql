-- What the rows that the pages gave come to, in the order of their documents; run once, when all pages are seen.

CREATE TABLE pages AS
SELECT came, document, row_number() OVER (ORDER BY document, came) - 1 AS page FROM came;

CREATE TABLE scenes AS
SELECT page, document, article, number, date, home FROM articles JOIN pages USING (came) ORDER BY page, article;

-- Names in order, each with the count of its articles. What nothing resolves is no name of anything.
CREATE TABLE names AS
SELECT row_number() OVER (ORDER BY type, name) AS id, *
FROM (
    SELECT type, name, count(*) AS articles, bool_or(telling) AS telling
    FROM (SELECT DISTINCT type, name, came, article, telling FROM refs WHERE rule <> 'unresolved')
    GROUP BY type, name
);

-- Where a name stands first in each of its articles.
CREATE TABLE places AS
SELECT id, page, article, min(mention) AS mention, arg_min(byline, mention) AS byline
FROM refs JOIN names USING (type, name) JOIN pages USING (came)
WHERE rule <> 'unresolved'
GROUP BY id, page, article
ORDER BY id, page, article;

-- More articles than these tell no more of a name.
CREATE TABLE firsts AS
SELECT id, page, article FROM places
QUALIFY row_number() OVER (PARTITION BY id ORDER BY page, article) <= 24
ORDER BY id, page, article;

-- The names in an article that tell something: no places, nothing that the whole country names, nothing that stands in so
-- many articles that it says nothing of who stands beside it.
CREATE TABLE around AS
SELECT page, article, id FROM places JOIN names USING (id)
WHERE telling AND articles BETWEEN 2 AND 50
ORDER BY page, article, id;

CREATE TABLE stated AS
SELECT DISTINCT id, predicate, value
FROM facts JOIN pages USING (came) JOIN names USING (type, name) JOIN firsts USING (id, page, article)
ORDER BY id, predicate, value;

CREATE TABLE employed AS
SELECT id, page, article, body_type, body, fixed, title
FROM posts JOIN pages USING (came) JOIN names ON names.type = 'PERSON' AND names.name = posts.name
ORDER BY id, page, article;

-- Printed forms that rules of the article gave as another name of the entity, where all articles mean one thing by it.
CREATE TABLE aliases AS
SELECT short.id AS id, whole.id AS whole
FROM (
    SELECT type, printed, min(name) AS name
    FROM refs WHERE rule IN ('abbreviation', 'abbreviated', 'part-of-name', 'part-of-body')
    GROUP BY type, printed HAVING count(DISTINCT name) = 1 AND min(name) <> printed
) AS told
JOIN names AS short ON short.type = told.type AND short.name = told.printed
JOIN names AS whole ON whole.type = told.type AND whole.name = told.name;

DROP TABLE came;
DROP TABLE articles;
DROP TABLE facts;
DROP TABLE posts;
