-- 50 users and 10,000 tickets, the same on every machine. Runs at revision def456.
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
INSERT INTO users (id, email, name, created_at)
SELECT i, 'user' || i || '@example.com', 'User ' || i, '2024-12-01 08:00:00.000000' FROM n;

WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
INSERT INTO tickets (id, title, status, requester_id, created_at, resolved_at)
SELECT
    i,
    'Ticket ' || i,
    CASE i % 5 WHEN 0 THEN 'open' WHEN 1 THEN 'in_progress' WHEN 2 THEN 'pending' WHEN 3 THEN 'resolved' ELSE 'closed' END,
    1 + i % 50,
    strftime('%Y-%m-%d %H:%M:%S', '2025-01-01 09:00:00', '+' || i || ' minutes') || '.000000',
    CASE WHEN i % 5 >= 3
         THEN strftime('%Y-%m-%d %H:%M:%S', '2025-01-01 09:00:00', '+' || (i + 37 + i % 400) || ' minutes') || '.000000' END
FROM n;
